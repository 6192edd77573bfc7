import { type Database, inTransaction, isUniqueViolation, type Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import type { CitizenNumber } from '#vocabulary/citizen-number'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { Outcome } from '#vocabulary/outcome'
import type { RandomBytes, RecordId } from '#vocabulary/record-id'
import type { AccessNeeds } from '../access.ts'
import type { Sealer } from '../sealing.ts'
import type { ConsentKey } from './consent-key.ts'

/** What the stories of consent stand on. */
export type ConsentNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  /** Signs what people choose. */
  readonly key: ConsentKey
  /** Seals the reasons of emergency openings. */
  readonly sealer: Sealer
  readonly findPerson: (citizenNumber: CitizenNumber) => Promise<RecordId | undefined>
  /** Every key under which a person is filed. */
  readonly keysOf: (person: RecordId) => Promise<readonly RecordId[]>
  /** Whether the owner of a number bears this name and birth date; absent, nobody is known to. */
  readonly agreesWithRecord?: AccessNeeds['agreesWithRecord']
  /** The recorded day of birth, or as much of it as is known; absent, nobody's is. */
  readonly bornOf?: AccessNeeds['bornOf']
  /** Whether a visit is one of a person's; absent, none is known to be. */
  readonly isVisitOf?: AccessNeeds['isVisitOf']
  readonly facilityName: (facility: FacilityCode) => Promise<string | undefined>
  readonly facilitiesOf: (province: string) => Promise<readonly FacilityCode[]>
}

/** Who acts, as the audit log names them. */
export type Actor = Pick<Caller, 'account' | 'name' | 'facility' | 'address'> & {
  readonly role: Caller['role'] | 'system'
}

/** Two choices of a person at once meet at the key; the story is told again, at most so often. */
const TELLINGS_MAX = 5

/** One story of choices in one transaction; whoever comes second at the same place tells the story again from its start. */
export async function chooseInTransaction<Value>(
  database: Database,
  story: (trx: Trx) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  for (let telling = 1; ; telling += 1) {
    try {
      return await inTransaction(database, story)
    } catch (error) {
      if (!isUniqueViolation(error) || telling >= TELLINGS_MAX) throw error
    }
  }
}

/** A facility with its name, for people to read. */
export async function nameFacility(
  needs: Pick<ConsentNeeds, 'facilityName'>,
  code: FacilityCode,
): Promise<{ code: string; name: string }> {
  return { code, name: (await needs.facilityName(code)) ?? code }
}
