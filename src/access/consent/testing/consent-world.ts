import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Caller, Role } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { Outcome } from '#vocabulary/outcome'
import { newPersonId, type RecordId } from '#vocabulary/record-id'
import type { TemporaryDatabase } from '../../../../tests/temporary-database.ts'
import { rightsOf } from '../../role-rights.ts'
import { makeSealer } from '../../sealing.ts'
import { facilityCode } from '../../testing/access-world.ts'
import { readConsentKey } from '../consent-key.ts'
import type { ConsentNeeds } from '../consent-needs.ts'

export const NOON = new Date('2026-11-20T05:00:00Z')
export const OWN = facilityCode('51001')
export const OTHER = facilityCode('01999')

/** Consent over a database of its own, with a clock that a test moves and people who have accounts. */
export async function consentWorld({ database, owner }: TemporaryDatabase) {
  const clock = { now: NOON }
  const persons = new Map<string, RecordId>()
  const recorded: Recorded = new Map()
  const foreign = new Set<RecordId>()
  const random = (count: number) => new Uint8Array(randomBytes(count))
  const sealer = makeSealer('master key of a test', 'consent', random)
  const now = () => clock.now
  const needs: ConsentNeeds = {
    database,
    now,
    random,
    sealer,
    key: await readConsentKey({ database, now, sealer }),
    findPerson: async (number) => persons.get(number),
    keysOf: async (person) => [person],
    ...recordOf(persons, recorded),
    isVisitOf: async (_persons, visit) => !foreign.has(visit),
    facilityName: async (code) => (code === '99999' ? undefined : `Bệnh viện ${code}`),
    facilitiesOf: async (province) => (province === '51' ? [OWN] : []),
  }
  const account = accountsIn(owner)
  return {
    needs,
    clock,
    /** A citizen with an account and a record. */
    citizen: (id: string, number: string) => {
      const person = newPersonId(NOON, randomBytes)
      persons.set(number, person)
      return account(id, 'citizen', { number, person, name: `Người ${id}` })
    },
    staff: (id: string, role: Role, place: { facility?: FacilityCode; province?: string }) =>
      account(id, role, place),
    /** Somebody with a number and a record, and no account. */
    child: (number: string, name = 'Nguyễn Bé', born = '2020-03-01') => {
      const person = newPersonId(NOON, randomBytes)
      persons.set(number, person)
      recorded.set(person, { name, born })
      return person
    },
    /** Visits that are nobody's of this world. */
    foreign,
    /** A record says another birth date from now on. */
    record: (person: RecordId, name: string, born: string) => recorded.set(person, { name, born }),
    account,
  }
}

/** Makes accounts, and the callers that sign in with them. */
function accountsIn(owner: TemporaryDatabase['owner']) {
  return async (id: string, role: Role, fields: Partial<Caller> & { number?: string }) => {
    await sql`
      insert into access.account (id, sign_in_name, name, role, facility, province, citizen_number, created_at, created_by)
      values (${id}, ${id}, ${fields.name ?? id}, ${role}, ${fields.facility ?? null}, ${fields.province ?? null},
        ${fields.number ?? null}, ${NOON}, 'test')
    `.execute(owner)
    const { number: _number, ...rest } = fields
    const known = { account: id, name: id, role, rights: rightsOf(role), address: '127.0.0.1' }
    return { ...known, ...rest } satisfies Caller
  }
}

type Recorded = Map<RecordId, { readonly name: string; readonly born: string }>

/** What the record says of persons, as far as consent asks. */
function recordOf(
  persons: ReadonlyMap<string, RecordId>,
  recorded: Recorded,
): Pick<ConsentNeeds, 'agreesWithRecord' | 'bornOf'> {
  return {
    agreesWithRecord: async (number, { name, birthDate }) => {
      const owner = persons.get(number)
      const known = owner === undefined ? undefined : recorded.get(owner)
      return known && known.name === name && birthDate.startsWith(known.born)
    },
    bornOf: async ([person]) => (person === undefined ? undefined : recorded.get(person)?.born),
  }
}

/** The value of what must have been accepted. */
export function accepted<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return outcome.value
}

/** The code of what must have been refused. */
export function refusedFor(outcome: Outcome<unknown>): string {
  if (outcome.ok) throw new Error('was accepted')
  return outcome.problems[0].code
}
