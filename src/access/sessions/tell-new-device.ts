import type { Trx } from '#foundation/database'
import { findAccount } from '../accounts/account-store.ts'
import type { AccessNeeds } from '../access.ts'
import { tellPerson } from '../consent/person-notice-store.ts'
import { describeAgent } from './agent.ts'
import { listAgents } from './session-store.ts'

/**
 * Tells a citizen in the book that the account was entered from a kind of browser and system that it was not entered from
 * within the sessions that are kept. The first sign-in of an account tells nothing: every device is new then. To be called
 * before the session is written, in its transaction. Staff have no book, and see their devices on the page of security.
 */
export async function tellNewDevice(
  trx: Trx,
  needs: Pick<AccessNeeds, 'now' | 'findPerson'>,
  account: string,
  agent: string,
): Promise<void> {
  const known = (await listAgents(trx, account)).map(describeAgent)
  const device = describeAgent(agent)
  if (known.length === 0 || known.includes(device)) return
  const number = (await findAccount(trx, account))?.citizenNumber
  const person = number === undefined ? undefined : await needs.findPerson(number)
  if (person === undefined) return
  const detail = device === '' ? {} : { label: device }
  await tellPerson(trx, { person, at: needs.now(), what: 'new-device', detail })
}
