import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { EICAR } from '../../../simulators/virus-scanner/eicar.ts'
import { intakeDoor, WIRE_ACCOUNT } from '../../../tests/intake-door.ts'
import { fileOf, outpatientVisit } from '../../../tests/sample-dossiers.ts'
import type { Guards } from '../../foundation/open-door.ts'
import { accept, refuse } from '../../vocabulary/outcome.ts'

type Seen = { readonly account: string; readonly route: string; readonly bytes: Buffer }

/** A door whose scanner knows EICAR, or is away. */
async function guardedDoor(isAway = false) {
  const seen: Seen[] = []
  const scan: NonNullable<Guards['scan']> = async (bytes, { account }, route) => {
    seen.push({ account, route, bytes: Buffer.from(bytes) })
    if (isAway) return refuse('unavailable', 'upload.not-scanned')
    return bytes.includes(EICAR) ? refuse('incorrect', 'upload.infected') : accept(undefined)
  }
  const door = await intakeDoor(undefined, { scan })
  return { door, seen }
}

type Guarded = Awaited<ReturnType<typeof guardedDoor>>

const PATH = '/api/qd130/guiHoSoXmlQD3176'

async function send({ door }: Guarded, file: Buffer, as: 'form' | 'json') {
  const pair = await door.app.inject({
    method: 'POST',
    url: '/api/token/take',
    payload: { username: WIRE_ACCOUNT.username, password: WIRE_ACCOUNT.md5 },
  })
  const key = pair.json<{ APIKey: Record<string, string> }>().APIKey
  const fields = {
    username: WIRE_ACCOUNT.username,
    maCSKCB: '01999',
    fileHSBase64: file.toString('base64'),
  }
  const answer = await door.app.inject({
    method: 'POST',
    url: PATH,
    headers: {
      'content-type': as === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      accessToken: key['access_token'] ?? '',
      tokenId: key['id_token'] ?? '',
      passwordHash: WIRE_ACCOUNT.md5,
    },
    payload: as === 'json' ? JSON.stringify(fields) : new URLSearchParams(fields).toString(),
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<Record<string, string>>()
}

async function submissions({ door }: Guarded): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from intake.submission`.execute(
    door.owner,
  )
  return rows[0]?.n ?? -1
}

describe.each(['form', 'json'] as const)('a file in the wire form, as %s', (as) => {
  test('is handed to the scanner as it will be read, and goes on when it is clean', async () => {
    const guarded = await guardedDoor()
    await using _door = guarded.door
    const file = fileOf([outpatientVisit()])
    expect(await send(guarded, file, as)).toMatchObject({ maKetQua: '200' })
    expect(guarded.seen).toEqual([
      { account: `wire:${WIRE_ACCOUNT.username}`, route: PATH, bytes: file },
    ])
  })

  test('is refused as any upload when it carries malware: nothing is kept', async () => {
    const guarded = await guardedDoor()
    await using _door = guarded.door
    const answer = await send(guarded, Buffer.from(`<x>${EICAR}</x>`), as)
    expect(answer).toMatchObject({ maKetQua: '205', maGiaoDich: '' })
    expect(answer['thongDiep']).toMatch(/mã độc/)
    expect(await submissions(guarded)).toBe(0)
  })

  test('waits while the scanner is away, and is taken when it comes again', async () => {
    const guarded = await guardedDoor(true)
    await using _door = guarded.door
    const answer = await send(guarded, fileOf([outpatientVisit()]), as)
    expect(answer).toMatchObject({ maKetQua: '500', maGiaoDich: '' })
    expect(answer['thongDiep']).toMatch(/Chưa quét được mã độc.*Gửi lại/)
    expect(await submissions(guarded)).toBe(0)
  })
})

test('a sender who is not known is refused before anything is scanned', async () => {
  const { door, seen } = await guardedDoor()
  await using _door = door
  const answer = await door.app.inject({
    method: 'POST',
    url: PATH,
    payload: { username: 'x', fileHSBase64: Buffer.from(EICAR).toString('base64') },
  })
  expect(answer.json()).toMatchObject({ maKetQua: '401' })
  expect(seen).toEqual([])
})
