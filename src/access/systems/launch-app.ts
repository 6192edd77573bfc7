import { recordAudit } from '#audit'
import { type Database, inTransaction } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId, type RandomBytes } from '#vocabulary/record-id'
import { decideRecordAccess } from '../care/decide-record-access.ts'
import { fhirAddress } from '../provider/client-settings.ts'
import { newToken } from '../sealing.ts'
import { stateOf } from './client.ts'
import { findClient } from './client-store.ts'
import { insertLaunch, LAUNCH_MS } from './launch-store.ts'

/**
 * Opens an app for a record that the caller may read now (SMART App Launch 2.2, EHR launch): the app is told where we are and is
 * given a token that stands for the record; whose it is it learns after sign-in and consent. Each call makes a new token.
 * Refuses `access.app-not-launchable`, and what the policy refuses.
 */
export async function launchApp(
  needs: {
    readonly database: Database
    readonly now: () => Date
    readonly random: RandomBytes
    readonly origin: string
  },
  caller: Caller,
  asked: { readonly client: string; readonly person: string; readonly visit?: string | undefined },
): Promise<Outcome<{ readonly address: string }>> {
  const now = needs.now()
  const { person, visit } = asked
  if (!isRecordId(person) || (visit !== undefined && !isRecordId(visit)))
    return refuse('incorrect', 'request.malformed', 'person')
  const client = await findClient(needs.database, asked.client)
  if (client?.launchUri === undefined || stateOf(client) !== 'open')
    return refuse('not-found', 'access.app-not-launchable')
  const { id, launchUri } = client
  return inTransaction(needs.database, async (trx) => {
    const decision = await decideRecordAccess(trx, caller, person, now)
    if (!decision.permit) return refuse('forbidden', decision.reason)
    const token = newToken(needs.random)
    await insertLaunch(trx, {
      token,
      client: id,
      account: caller.account,
      person,
      ...(visit === undefined ? {} : { visit }),
      expiresAt: new Date(now.getTime() + LAUNCH_MS),
    })
    const { ground, purpose } = decision
    await recordAudit(trx, [
      {
        at: now,
        action: 'read',
        caller,
        what: 'app-launch',
        person,
        ground,
        purpose,
        detail: { client: id },
      },
    ])
    const address = new URL(launchUri)
    address.searchParams.set('iss', fhirAddress(needs.origin))
    address.searchParams.set('launch', token)
    return accept({ address: address.href })
  })
}
