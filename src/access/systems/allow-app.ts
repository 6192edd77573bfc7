import { recordAudit } from '#audit'
import { type Database, inTransaction, type Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import type { Account } from '../accounts/account.ts'
import { tellPerson } from '../consent/person-notice-store.ts'
import { refuseRestricted } from '../consent/restrict-processing.ts'
import { endAppGrant, insertAppGrant } from './app-grant-store.ts'
import type { Client } from './client.ts'
import { isWithin } from './scope-allows.ts'
import { useLaunch } from './launch-store.ts'

/** How long a person may allow an app at one time. */
export const ALLOWED_DAYS = [1, 30, 90, 365] as const

/** What an app asks of a person, reduced to what this person can give at all. */
export type AppRequest = {
  readonly client: Client
  readonly account: Account
  /** Everything asked. What stands not in the lists below cannot be given. */
  readonly asked: readonly string[]
  /** Without these the app cannot be opened at all: who the person is, which record. */
  readonly needed: readonly string[]
  /** Given only when ticked. */
  readonly optional: readonly string[]
  readonly person?: RecordId
  readonly visit?: RecordId
  readonly launch?: string
}

const NEEDED = new Set(['openid', 'fhirUser', 'launch', 'launch/patient'])

/**
 * What of an app's wishes a person can give. A citizen gives of the own book only (`patient/`); a doctor of the record from which
 * the app was opened (`patient/`), and of what the doctor may read anyway (`user/`).
 */
export function givable(
  asked: readonly string[],
  client: Pick<Client, 'scopes'>,
  role: Account['role'],
  hasPerson: boolean,
): Pick<AppRequest, 'needed' | 'optional'> {
  const within = asked.filter((scope) => isWithin(scope, client.scopes))
  const isGivable = (scope: string) =>
    scope === 'offline_access' ||
    (scope.startsWith('patient/') && hasPerson) ||
    (scope.startsWith('user/') && role === 'doctor')
  return {
    needed: within.filter(
      (scope) => NEEDED.has(scope) && (scope !== 'launch/patient' || hasPerson),
    ),
    optional: within.filter(isGivable),
  }
}

/**
 * Writes down what a person allowed an app. The launch that it came from is used up.
 * Refuses `access.no-app-grant` when that launch was used meanwhile, and `access.processing-restricted`. A citizen is told in the book.
 *
 * @param grant the id of the provider's grant, new for each consent
 */
export async function allowApp(
  needs: { readonly database: Database; readonly now: () => Date },
  request: AppRequest,
  given: { readonly grant: string; readonly scopes: readonly string[]; readonly until: Date },
  address: string,
): Promise<Outcome<undefined>> {
  const now = needs.now()
  const { client, account, person, visit, launch } = request
  return inTransaction(needs.database, async (trx) => {
    if (launch !== undefined && !(await useLaunch(trx, launch, now)))
      return refuse('conflict', 'access.no-app-grant')
    if (person !== undefined && account.role === 'citizen') {
      const open = await refuseRestricted(trx, [person], 'apps')
      if (!open.ok) return open
    }
    await insertAppGrant(trx, {
      id: given.grant,
      client: client.id,
      account: account.id,
      scopes: given.scopes,
      ...(person === undefined ? {} : { person }),
      ...(visit === undefined ? {} : { visit }),
      grantedAt: now,
      until: given.until,
    })
    await tellAllowed(trx, request, given, address, now)
    return accept(undefined)
  })
}

/** On record for everybody; a citizen is told in the book. A doctor's app acts on the doctor's ground: the log of readings tells of it. */
async function tellAllowed(
  trx: Trx,
  { client, account, person }: AppRequest,
  given: { readonly scopes: readonly string[]; readonly until: Date },
  address: string,
  at: Date,
): Promise<void> {
  const { id, name, role, facility } = account
  const until = given.until.toISOString()
  const scopes = given.scopes.join(' ').slice(0, 1_000)
  const place = facility === undefined ? {} : { facility }
  await recordAudit(trx, [
    {
      at,
      action: 'consent',
      caller: { account: id, name, role, address, ...place },
      what: 'app',
      ...(person === undefined ? {} : { person }),
      purpose: role === 'citizen' ? 'own-record' : 'treatment',
      detail: { client: client.id, change: 'allowed', scopes, until },
    },
  ])
  if (person === undefined || role !== 'citizen') return
  await tellPerson(trx, { person, at, what: 'app-allowed', detail: { label: client.name, until } })
}

/** Takes back what a person allowed an app; its tokens end at once. Refuses `access.no-app-grant`: another's, or ended before. */
export async function endAllowedApp(
  needs: { readonly database: Database; readonly now: () => Date },
  caller: Caller,
  grant: string,
): Promise<Outcome<Record<string, never>>> {
  const at = needs.now()
  return inTransaction(needs.database, async (trx) => {
    const ended = await endAppGrant(trx, { grant, account: caller.account, at })
    if (ended === undefined) return refuse('not-found', 'access.no-app-grant')
    await recordAudit(trx, [
      {
        at,
        action: 'consent',
        caller,
        what: 'app',
        ...(ended.person === undefined ? {} : { person: ended.person }),
        purpose: caller.role === 'citizen' ? 'own-record' : 'treatment',
        detail: { client: ended.client, change: 'withdrawn' },
      },
    ])
    return accept({})
  })
}
