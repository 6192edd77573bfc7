import { inTransaction, type Trx } from '#foundation/database'
import { type Door, serve } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import {
  addClientKey,
  allowVendor,
  closeClient,
  confirmClient,
  endKey,
  endVendor,
} from './change-client.ts'
import { type Client, CLIENT_KINDS, stateOf } from './client.ts'
import { lifeOf, lifeOfLast } from './client-key.ts'
import { countEndingKeys, listClients } from './client-store.ts'
import * as contracts from './contract.ts'
import { registerApp, registerSystem, registerTool } from './register-client.ts'

type Needs = AccessNeeds & {
  /** After a client was closed or lost whom it acts for. */
  readonly forgetAll: () => void
}

const DAY_MS = 86_400_000
/** Keys that end within 30 days are told of. */
const TOLD_DAYS = 30

/** Registered systems and apps: the facility's own part, and the administrator's. */
export function clientRoutes(door: Door, needs: Needs): void {
  facilityRoutes(door, needs)
  administratorRoutes(door, needs)
  toolRoutes(door, needs)
}

function facilityRoutes(door: Door, needs: Needs): void {
  serve(door, contracts.listOwnSystems, (caller, asked) =>
    ofOwnFacility(caller, async (facility) =>
      accept(
        await listed(needs, { ...asked, facility, kinds: ['facility-system', 'vendor-system'] }),
      ),
    ),
  )
  serve(door, contracts.registerSystem, (caller, asked) =>
    change(needs, caller, (trx, by, facility) =>
      registerSystem(trx, { ...needs, now: needs.now(), by }, { ...asked, facility }),
    ),
  )
  serve(door, contracts.addSystemKey, (caller, { client, ...key }) =>
    change(needs, caller, (trx, by, facility) =>
      addClientKey(trx, { now: needs.now(), by }, facility, client, key),
    ),
  )
  serve(door, contracts.endSystemKey, (caller, { client, key, until }) =>
    change(needs, caller, (trx, by, facility) =>
      endKey(trx, { now: needs.now(), by }, facility, {
        client,
        key,
        until: until === undefined ? needs.now() : new Date(until),
      }),
    ),
  )
  serve(door, contracts.closeOwnSystem, (caller, asked) =>
    change(needs, caller, (trx, by, facility) =>
      closeClient(trx, { now: needs.now(), by }, { ...asked, facility }),
    ),
  )
  serve(door, contracts.allowVendor, (caller, asked) =>
    change(needs, caller, (trx, by, facility) =>
      allowVendor(trx, { now: needs.now(), by }, facility, asked),
    ),
  )
  serve(door, contracts.endVendor, (caller, { client }) =>
    change(needs, caller, (trx, by, facility) =>
      endVendor(trx, { now: needs.now(), by }, facility, client),
    ),
  )
}

function administratorRoutes(door: Door, needs: Needs): void {
  serve(door, contracts.listRegisteredClients, async (_caller, { kind, ...page }) => {
    const kinds = CLIENT_KINDS.filter(
      (one) => kind === undefined || (one === 'app') === (kind === 'app'),
    )
    const ending = await countEndingKeys(
      needs.database,
      new Date(needs.now().getTime() + TOLD_DAYS * DAY_MS),
    )
    return accept({ ...(await listed(needs, { ...page, kinds })), ending })
  })
  serve(door, contracts.registerApp, (caller, asked) =>
    inTransaction(needs.database, (trx) =>
      registerApp(trx, { ...needs, now: needs.now(), by: caller }, asked),
    ),
  )
  serve(door, contracts.confirmClient, (caller, { client }) =>
    inTransaction(needs.database, (trx) =>
      confirmClient(trx, { now: needs.now(), by: caller }, client),
    ),
  )
  serve(door, contracts.closeClient, (caller, asked) =>
    forgetting(
      needs,
      inTransaction(needs.database, (trx) =>
        closeClient(trx, { now: needs.now(), by: caller }, asked),
      ),
    ),
  )
}

/** Up to so many commands of one account are shown; more are for whoever looks through all. */
const TOOLS_SHOWN = 50

function toolRoutes(door: Door, needs: Needs): void {
  serve(door, contracts.listOwnTools, async ({ account }) => {
    const { clients } = await listed(needs, { account, kinds: ['tool'], limit: TOOLS_SHOWN })
    return accept({ tools: clients })
  })
  serve(door, contracts.registerTool, (caller, asked) =>
    inTransaction(needs.database, (trx) =>
      registerTool(trx, { ...needs, now: needs.now(), by: caller }, caller, asked),
    ),
  )
  serve(door, contracts.closeOwnTool, (caller, asked) =>
    forgetting(
      needs,
      inTransaction(needs.database, (trx) =>
        closeClient(trx, { now: needs.now(), by: caller }, { ...asked, account: caller.account }),
      ),
    ),
  )
}

async function ofOwnFacility<Value>(
  caller: Caller,
  work: (facility: FacilityCode) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  return caller.facility === undefined
    ? refuse('forbidden', 'access.own-facility-missing')
    : work(caller.facility)
}

function change<Value>(
  needs: Needs,
  caller: Caller,
  work: (trx: Trx, by: Caller, facility: FacilityCode) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  return ofOwnFacility(caller, (facility) =>
    forgetting(
      needs,
      inTransaction(needs.database, (trx) => work(trx, caller, facility)),
    ),
  )
}

async function forgetting<Value>(
  needs: Needs,
  changed: Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const outcome = await changed
  if (outcome.ok) needs.forgetAll()
  return outcome
}

async function listed(needs: Needs, asked: Parameters<typeof listClients>[1]) {
  const clients = await listClients(needs.database, asked)
  const last = clients.at(-1)
  return {
    clients: await Promise.all(clients.map((client) => clientToListed(needs, client))),
    ...(last === undefined || clients.length < asked.limit ? {} : { next: last.id }),
  }
}

async function clientToListed(needs: Needs, client: Client) {
  const now = needs.now()
  const {
    id,
    facility,
    facilities,
    keys,
    registeredAt,
    confirmedAt: _,
    closedAt: __,
    ...rest
  } = client
  const facilityName = facility === undefined ? undefined : await needs.facilityName(facility)
  const life = lifeOfLast(keys, now)
  return {
    ...rest,
    client: id,
    ...(facility === undefined ? {} : { facility }),
    ...(facilityName === undefined ? {} : { facilityName }),
    facilities: [...facilities],
    scopes: [...client.scopes],
    redirectUris: [...client.redirectUris],
    keys: keys.map((key) => ({
      key: key.kid,
      kind: key.kind,
      from: key.validFrom.toISOString(),
      until: key.validUntil.toISOString(),
      life: lifeOf(key, now),
    })),
    ...(life === undefined ? {} : { life }),
    state: stateOf(client),
    registeredAt: registeredAt.toISOString(),
  }
}
