import { queueMessages } from '#delivery'
import type { Trx } from '#foundation/database'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { newRecordId, type RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { findHeadOfCode, findVersion } from '../profile-store.ts'
import { statementsOf, textOf } from '../profile.ts'
import { compareStaff, type WantedRow } from './compare-staff.ts'
import { digestOfRecord } from './map-profile.ts'
import { staffEdition } from './mapping.ts'
import type { OutsideNeeds } from './outside-needs.ts'
import { insertOutsideMessages } from './outside-store.ts'
import { faultsOfColumns, registrationsAt, staffColumns } from './staff-columns.ts'
import {
  closeCatalogue,
  listRegistered,
  listStaffRows,
  type StaffRow,
  takeDueCatalogues,
  writeStaffRows,
} from './staff-row-store.ts'
import { staffXml } from './staff-xml.ts'

/** Catalogues of one round; each may read some hundred files. */
const ROUND = 5

/**
 * Compares the catalogues that are due, of facilities that have an account at the insurance portal, with what was sent, and queues a signed file of
 * what is to be closed and opened; no file where nothing is. One file of a facility is under way at a time. Answers whether there may be
 * more. The transaction must be in the scope of our own work.
 */
export async function sendStaff(
  trx: Trx,
  needs: OutsideNeeds,
  withAccount: readonly string[],
): Promise<boolean> {
  const now = needs.now()
  const due = await takeDueCatalogues(trx, withAccount, now, ROUND)
  for (const { facility } of due) await sendOne(trx, needs, facility, now)
  return due.length === ROUND
}

async function sendOne(trx: Trx, needs: OutsideNeeds, facility: string, now: Date): Promise<void> {
  const today = vietnamDay(now)
  const wanted = await wantedRows(trx, facility, today)
  const changed = compareStaff(await listStaffRows(trx, facility), wanted, today)
  const toSend = changed.filter(({ state }) => state === 'waiting')
  const message = toSend.length === 0 ? undefined : await queueFile(trx, needs, facility, toSend)
  await writeStaffRows(trx, facility, changed, message, now)
  await closeCatalogue(trx, { facility, message, lookOn: nextDay(wanted, today), at: now })
}

/** The next day on which a registration ends: its row is closed already, and nothing else changes by time. */
function nextDay(wanted: readonly WantedRow[], today: string): string | undefined {
  const ends = wanted.flatMap(({ to }) => (to !== undefined && to > today ? to : []))
  return ends.toSorted()[0]
}

async function wantedRows(trx: Trx, facility: string, today: string): Promise<WantedRow[]> {
  const nameOf = await departmentNames(trx, facility, today)
  const edition = staffEdition(today)
  const registered = await listRegistered(trx, facility, today)
  return registered.flatMap(({ practitioner, profile }) =>
    registrationsAt(profile, facility, today).map((one): WantedRow => {
      const columns = staffColumns(profile, one, facility, nameOf, today)
      return {
        practitioner,
        statement: one.id,
        from: one.from ?? today,
        to: one.to,
        columns,
        digest: digestOfRecord(columns),
        faults: faultsOfColumns(edition, columns),
      }
    }),
  )
}

async function departmentNames(trx: Trx, facility: string, today: string) {
  const head = await findHeadOfCode(trx, facility)
  const version = head?.publishedVersion
  const kept = head && version && (await findVersion(trx, head.subject, { version }))
  const departments = kept ? statementsOf(kept.profile, 'department', today) : []
  const names = new Map(departments.map((one) => [textOf(one, 'code'), textOf(one, 'name')]))
  return (code: string) => names.get(code)
}

async function queueFile(
  trx: Trx,
  needs: OutsideNeeds,
  facility: string,
  rows: readonly StaffRow[],
): Promise<RecordId | undefined> {
  const code = parseFacilityCode(facility)
  if (!code.ok) return undefined
  const at = needs.now()
  const id = newRecordId(at, 0, needs.random)
  const day = vietnamDay(at)
  const body = staffXml(needs.identity, staffEdition(day), { facility, day, rows })
  const common = { id, channel: 'insurance-portal', kind: 'staff-catalogue' } as const
  await insertOutsideMessages(trx, [
    { ...common, facility, madeAt: at, records: rows.length, body },
  ])
  await queueMessages(trx, [
    {
      ...common,
      facility: code.value,
      linkCode: '02DM',
      submission: id,
      payload: digestOfRecord(body.toString('base64')).toString('hex'),
      variant: '3176',
      queuedAt: at,
    },
  ])
  return id
}
