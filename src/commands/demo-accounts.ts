import { md5Upper, openWireDoor } from '#access'
import { setPortalAccount } from '#delivery'
import { inTransaction, openDatabase } from '#foundation/database'
import type { Secrets } from '#foundation/secrets'
import { openRegistry } from '#registry'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { accept } from '#vocabulary/outcome'
import { random } from '../compose-server.ts'
import { isMarked, markDone } from './running.ts'

/** Gives every facility of the demo an account at the simulated insurance portal, once. */
export async function openPortalAccounts(
  data: string,
  url: string,
  secrets: Secrets,
): Promise<void> {
  if (await isMarked(data, 'demo-portal-accounts')) return
  const database = openDatabase(url, 2)
  const now = () => new Date()
  const facilities = await openRegistry({ database, now }).listFacilities()
  const needs = { now: now(), random, masterKey: secrets.masterKey }
  await inTransaction(database, async (trx) => {
    for (const { code } of facilities) {
      await setPortalAccount(trx, needs, {
        facility: code,
        username: `${code}_BV`,
        password: secrets.demoPassword,
        by: 'demo',
      })
    }
    return accept(undefined)
  })
  await database.destroy()
  await markDone(data, 'demo-portal-accounts', now())
}

/** The hospital software of the integrator's guide: its facility, and its user name on the wire form. */
const DEMO_SOFTWARE = { facility: '51001', username: '51001_HIS' }

/** Lets the guide's hospital software send on the insurance portal's wire form with the demo password, from this machine; once. */
export async function openDemoWireDoor(data: string, url: string, secrets: Secrets): Promise<void> {
  if (await isMarked(data, 'demo-wire-door')) return
  const facility = parseFacilityCode(DEMO_SOFTWARE.facility)
  if (!facility.ok) throw new Error('the facility of the demo door is malformed')
  const database = openDatabase(url, 2)
  const now = new Date()
  const by = { account: 'demo', name: 'demo', role: 'system', address: '127.0.0.1' } as const
  const opened = await inTransaction(database, (trx) =>
    openWireDoor(
      trx,
      { now, random, by },
      {
        facility: facility.value,
        username: DEMO_SOFTWARE.username,
        md5Upper: md5Upper(secrets.demoPassword),
        allowedAddresses: ['127.0.0.1', '::1'],
      },
    ),
  )
  await database.destroy()
  if (!opened.ok) throw new Error(`the demo door: ${opened.problems[0].code}`)
  await markDone(data, 'demo-wire-door', now)
}
