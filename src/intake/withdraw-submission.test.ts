import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { accepted, call, type Door, FAULTY, get, submit } from '../../tests/intake-calls.ts'
import { intakeDoor } from '../../tests/intake-door.ts'
import { fileOf, outpatientVisit } from '../../tests/sample-dossiers.ts'
import type { DossierAnswer, SubmissionLine, WithdrawalLine } from './contract.ts'

type Page = { submissions: SubmissionLine[] }

describe('a withdrawal', () => {
  const withdraw = (door: Door, receipt: string, caller = 'clerk') =>
    call(
      door,
      'POST',
      `/intake/submissions/${receipt}/withdrawal`,
      { reason: 'gửi nhầm người bệnh' },
      {},
      caller,
    )

  test('takes the visit out of record, book and lists, cancels what has not left, and is told to whoever sends again', async () => {
    await using door = await intakeDoor()
    const { receipt } = await accepted(door)
    const answer = await withdraw(door, receipt)
    expect(door.failures).toEqual([])
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json<WithdrawalLine>()).toMatchObject({
      receipt,
      delivered: false,
      reason: 'gửi nhầm người bệnh',
    })
    expect((await withdraw(door, receipt)).json()).toEqual(answer.json())
    const { rows } = await sql`select state from delivery.message`.execute(door.owner)
    expect(rows).toEqual([{ state: 'cancelled' }])
    expect((await sql`select from follow_up.visit`.execute(door.owner)).rows).toHaveLength(0)
    expect((await submit(door, fileOf([outpatientVisit()]))).json()).toMatchObject({
      receipt,
      withdrawn: true,
    })
    expect(
      (await get<Page>(door, '/intake/submissions?status=withdrawn')).submissions,
    ).toHaveLength(1)
  })

  test('of a dossier that the portal has is listed until it is settled there', async () => {
    await using door = await intakeDoor()
    const { receipt } = await accepted(door)
    await sql`update delivery.message set state = 'received', transaction_code = 'BH1'`.execute(
      door.owner,
    )
    expect((await withdraw(door, receipt)).json()).toMatchObject({
      delivered: true,
      portalNumber: 'BH1',
    })
    const open = () => get<{ withdrawals: WithdrawalLine[] }>(door, '/intake/withdrawals?open=true')
    expect((await open()).withdrawals).toHaveLength(1)
    await call(door, 'POST', `/intake/withdrawals/${receipt}/settlement`, {})
    expect((await open()).withdrawals).toHaveLength(0)
    expect(
      (await get<{ withdrawals: WithdrawalLine[] }>(door, '/intake/withdrawals')).withdrawals,
    ).toHaveLength(1)
  })

  test('is for the present word on an own, recorded visit only', async () => {
    await using door = await intakeDoor()
    const first = await accepted(door)
    await accepted(door, { GHI_CHU: 'đã sửa' })
    const refused = (await submit(door, FAULTY)).json<DossierAnswer>()
    expect((await withdraw(door, first.receipt)).json()).toMatchObject({
      problems: [{ code: 'intake.not-current' }],
    })
    expect((await withdraw(door, refused.receipt)).json()).toMatchObject({
      problems: [{ code: 'intake.not-recorded' }],
    })
    expect((await withdraw(door, first.receipt, 'other')).statusCode).toBe(404)
  })

  test('is undone by sending the visit again', async () => {
    await using door = await intakeDoor()
    const { receipt, visit } = await accepted(door)
    await withdraw(door, receipt)
    const again = await accepted(door, { GHI_CHU: 'gửi lại' })
    expect(again.visit).toBe(visit)
    const { rows } = await sql`select withdrawn, submission from intake.visit`.execute(door.owner)
    expect(rows).toEqual([{ withdrawn: false, submission: again.receipt }])
  })
})
