import { decideTotalsAccess } from '#access'
import { recordAudit } from '#audit'
import type { Database } from '#foundation/database'
import { inTransaction } from '#foundation/database'
import { type Door, serve, serveBytes } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes } from '#vocabulary/record-id'
import { recoverLine } from './claim-store.ts'
import {
  configurePortalAccount,
  importResults,
  listDeadLetters,
  listDeliveries,
  listPortalAccounts,
  listQueues,
  listWaitingByFacility,
  readDelivery,
  requeueDelivery,
  retryLineNow,
  summariseDeliveries,
} from './contract.ts'
import { importResultList } from './import-result-list.ts'
import type { Channel } from './message.ts'
import { portalAccounts } from './portal-account-store.ts'
import { listPage, listQueuesOf, readOne, summarise } from './read-deliveries.ts'
import { requeueMessage } from './requeue-message.ts'
import { setPortalAccount } from './set-portal-account.ts'
import type { MasterKey } from './seal.ts'

export type DeliveryRouteNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  readonly masterKey: MasterKey
  /** The facilities of a province, for its health department. */
  readonly facilityName: (facility: FacilityCode) => Promise<string | undefined>
  readonly facilitiesOf: (province: string) => Promise<readonly FacilityCode[]>
}

/** Binds the room's contracts. Whose deliveries a caller sees is decided by who he is, never by what he sends. */
export function deliveryRoutes(door: Door, needs: DeliveryRouteNeeds): void {
  facilityRoutes(door, needs)
  serve(door, listWaitingByFacility, (caller) => listQueuesOfProvince(needs, caller))
  operatorRoutes(door, needs)
}

function facilityRoutes(door: Door, needs: DeliveryRouteNeeds): void {
  serve(door, listDeliveries, (caller, asked) =>
    forFacility(caller, (facility) => listPage(needs, { ...asked, facility })),
  )
  serve(door, summariseDeliveries, (caller) =>
    forFacility(caller, (facility) => summarise(needs, facility)),
  )
  serve(door, readDelivery, (caller, { id }) =>
    forFacility(caller, (facility) => readOne(needs, caller, facility, id)),
  )
  serveBytes(door, importResults, async (caller, { body }) => {
    const report = await importResultList(needs, caller, body)
    if (!report.ok) return report
    const contentType = 'application/json; charset=utf-8'
    return accept({ status: 200, contentType, body: JSON.stringify(report.value) })
  })
}

function operatorRoutes(door: Door, needs: DeliveryRouteNeeds): void {
  serve(door, listQueues, () => listQueuesByName(needs))
  serve(door, listDeadLetters, async (_caller, { facility: code, ...asked }) => {
    const facility = code === undefined ? undefined : parseFacilityCode(code)
    if (facility && !facility.ok) return facility
    const page = await listPage(needs, { ...asked, facility: facility?.value, state: 'failed' })
    if (!page.ok) return page
    return accept({ ...page.value, deliveries: await withNames(needs, page.value.deliveries) })
  })
  serve(door, requeueDelivery, (caller, { facility, id }) =>
    ofFacility(facility, async (code) => {
      const requeued = await requeueMessage(needs, caller, code, id)
      return requeued.ok ? readOne(needs, caller, code, id) : requeued
    }),
  )
  serve(door, retryLineNow, (caller, { facility, channel }) =>
    ofFacility(facility, (code) => releaseLine(needs, caller, { channel, facility: code })),
  )
  serve(door, listPortalAccounts, async () => {
    const accounts = await portalAccounts(needs.database)
    const listed = accounts.map((row) => ({
      facility: row.facility,
      username: row.username,
      setAt: row.set_at.toISOString(),
      setBy: row.set_by,
    }))
    return accept({ accounts: await withNames(needs, listed) })
  })
  serve(door, configurePortalAccount, (caller, asked) =>
    ofFacility(asked.facility, (facility) => configure(needs, caller, { ...asked, facility })),
  )
}

/** Refuses what the policy refuses, and `delivery.no-province` to whoever is of no one province. */
async function listQueuesOfProvince(needs: DeliveryRouteNeeds, caller: Caller) {
  const { database, now } = needs
  const permit = await decideTotalsAccess(database, caller, caller.province, now(), 'supervision')
  if (!permit.ok) return permit
  const { province } = permit.value
  if (province === undefined) return refuse('forbidden', 'delivery.no-province')
  return listQueuesByName(needs, await needs.facilitiesOf(province))
}

async function listQueuesByName(needs: DeliveryRouteNeeds, facilities?: readonly FacilityCode[]) {
  const listed = await listQueuesOf(needs, facilities)
  if (!listed.ok) return listed
  const queues = await withNames(needs, listed.value.queues)
  return accept({ queues, facilities: queues })
}

/** Rows with the names of their facilities, from the register. */
function withNames<Row extends { readonly facility: string }>(
  { facilityName }: DeliveryRouteNeeds,
  rows: readonly Row[],
): Promise<(Row & { facilityName?: string })[]> {
  return Promise.all(
    rows.map(async (row) => {
      const code = parseFacilityCode(row.facility)
      const name = code.ok ? await facilityName(code.value) : undefined
      return name === undefined ? row : { ...row, facilityName: name }
    }),
  )
}

/** What waited on a line may go at once, in the name of an operator. */
function releaseLine(
  { database, now }: DeliveryRouteNeeds,
  caller: Caller,
  line: { channel: Channel; facility: FacilityCode },
) {
  const at = now()
  return inTransaction(database, async (trx) => {
    const released = await recoverLine(trx, line, at, true)
    const detail = { of: line.facility, released }
    await recordAudit(trx, [{ at, action: 'update', caller, what: 'delivery-line', detail }])
    return accept({ released })
  })
}

/** The account and its audit are one transaction. */
async function configure(
  { database, random, masterKey, ...needs }: DeliveryRouteNeeds,
  caller: Caller,
  account: { facility: FacilityCode; username: string; password: string },
) {
  const now = needs.now()
  const { facility, username } = account
  return inTransaction(database, async (trx) => {
    await setPortalAccount(trx, { now, random, masterKey }, { ...account, by: caller.account })
    const detail = { account: username, of: facility }
    await recordAudit(trx, [
      { at: now, action: 'configure', caller, what: 'portal-account', detail },
    ])
    return accept({ facility, username, setAt: now.toISOString() })
  })
}

function forFacility<Value>(
  caller: Caller,
  answer: (facility: FacilityCode) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  return caller.facility
    ? answer(caller.facility)
    : Promise.resolve(refuse('forbidden', 'delivery.no-facility'))
}

async function ofFacility<Value>(
  code: string,
  answer: (facility: FacilityCode) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const facility = parseFacilityCode(code)
  return facility.ok ? answer(facility.value) : facility
}
