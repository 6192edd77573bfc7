import { randomBytes } from 'node:crypto'
import type { Database } from '../src/foundation/database.ts'
import type { IntakeNeeds, Sender } from '../src/intake/index.ts'
import { makeDataKeys } from '../src/records/index.ts'
import { loadStarterFacilities, openRegistry } from '../src/registry/index.ts'
import { defaultRuleSettings } from '../src/rules/index.ts'
import { starterLists } from '../src/terminology/index.ts'
import { parseFacilityCode, type FacilityCode } from '../src/vocabulary/facility-code.ts'
import { temporaryDatabase } from './temporary-database.ts'

/** Ten days after the visits of the sample dossiers. */
const NOW = new Date('2026-11-20T09:00:00+07:00')

/** Read once for all tests of a file. */
let lists: ReturnType<typeof starterLists> | undefined

/** What intake needs, over a fresh database; the clock stands still until `tick` moves it. */
export async function intakeWorld() {
  const temporary = await temporaryDatabase()
  const { database } = temporary
  let time = NOW.getTime()
  const now = () => new Date(time)
  await loadStarterFacilities({ database })
  lists ??= starterLists()
  const listsOn = await lists
  const needs: IntakeNeeds = {
    database,
    now,
    random: (count) => new Uint8Array(randomBytes(count)),
    dataKeys: makeDataKeys(Buffer.alloc(32, 7).toString('base64')),
    listsFor: (day) => Promise.resolve(listsOn(day)),
    ruleSettings: defaultRuleSettings,
    registry: openRegistry({ database, now }),
  }
  return {
    ...temporary,
    needs,
    listsOn,
    tick: (minutes: number) => {
      time += minutes * 60_000
    },
  }
}

export function facility(code: string): FacilityCode {
  const parsed = parseFacilityCode(code)
  if (!parsed.ok) throw new Error(`${code} is no facility code`)
  return parsed.value
}

/** A clerk of a facility who sends through our own door. */
export function clerk(code = '01999'): Sender {
  const own = facility(code)
  const caller = {
    account: `clerk@${code}`,
    name: 'Nhân viên mẫu',
    role: 'facility-clerk',
    facility: own,
    address: '127.0.0.1',
  } as const
  return { facility: own, caller, door: 'intake' }
}

export type { Database }
