import {
  insistOnPermit,
  type PermittedFacility,
  type PermittedRecord,
  type PermittedWork,
} from '#access'
import type { Database, Trx } from '#foundation/database'
import { withScope } from '#foundation/scope'
import { searchKey } from '#vocabulary/person-name'
import type { RecordId } from '#vocabulary/record-id'
import {
  birthDateOf,
  cardsOf,
  connectedKeys,
  joinedKeys,
  joinPair,
  ownerOf,
  partPair,
  personsByName,
  personsByNumber,
} from './search-store.ts'

export type PersonCard = {
  readonly person: RecordId
  readonly name: string
  /** `yyyy-mm-dd`, `yyyy-mm` or `yyyy`; empty when nobody knows. */
  readonly birthDate: string
  readonly sex: 'male' | 'female' | 'unknown'
  readonly citizenNumber?: string
  readonly provisional: boolean
}

export type PersonSearch = {
  /** Name as typed, accents or none: the beginning of the full name, or of the name read from the given name. */
  readonly query?: string
  readonly birthDate?: string
  /** Personal ID, card, social-insurance number or passport, whole. */
  readonly number?: string
}

/** A page of a list; whoever needs more must say more. */
const FOUND_MAX = 100

/** The undisputed owner of a personal ID, a card, a social-insurance number or a passport: for our own work, as sign-in. */
export async function findPersonByNumber(
  db: Database | Trx,
  permit: PermittedWork,
  number: string,
): Promise<RecordId | undefined> {
  insistOnPermit(permit)
  return withScope(db, { work: permit.job }, (trx) => ownerOf(trx, numberForms(number)))
}

/** Every key that is this one person, the asked one first. Joined keys come and go; nothing stored changes with them. */
export function keysOf(db: Database | Trx, person: RecordId): Promise<RecordId[]> {
  return connectedKeys(db, person)
}

/** Persons looked up at once. */
const BATCH = 5_000

/** Every key of many persons, for each who has more than one; nobody else is in the answer. */
export async function keysOfMany(
  db: Database | Trx,
  persons: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, readonly RecordId[]>> {
  const keys = new Map<RecordId, RecordId[]>()
  for (let from = 0; from < persons.length; from += BATCH)
    for (const { asked, key } of await joinedKeys(db, persons.slice(from, from + BATCH)))
      keys.set(asked, [...(keys.get(asked) ?? []), key])
  return keys
}

/** The day of birth of a person, or as much of it as is known: a fact for the policy, and nothing more of the person. */
export function findBirthDate(
  db: Database | Trx,
  persons: readonly RecordId[],
): Promise<string | undefined> {
  return withScope(db, { persons }, (trx) => birthDateOf(trx, persons))
}

/** Says that two keys are one person. A second call changes nothing. */
export async function joinPersons(
  trx: Trx,
  pair: { one: RecordId; other: RecordId; by: string; reason: string; id: string; at: Date },
): Promise<void> {
  if (pair.one !== pair.other) await joinPair(trx, pair)
}

/** Takes back that two keys are one person. A second call changes nothing. */
export function partPersons(
  trx: Trx,
  pair: { one: RecordId; other: RecordId; by: string; at: Date },
): Promise<void> {
  return partPair(trx, pair)
}

/**
 * A facility's own patients by name without accents, by birth date, by number; nothing at all when none of name and number is given.
 */
export async function findPersons(
  db: Database,
  permit: PermittedFacility,
  search: PersonSearch,
  limit: number,
): Promise<PersonCard[]> {
  const most = Math.min(limit, FOUND_MAX)
  const key = searchKey(search.query ?? '')
  insistOnPermit(permit)
  const { facility } = permit
  const scope = { facilities: [facility] }
  if (search.number !== undefined) {
    const forms = numberForms(search.number)
    const found = await withScope(db, scope, (trx) => personsByNumber(trx, forms, facility, most))
    const cards = await cardsInScope(db, found)
    return cards.filter((card) => fits(card, key, search.birthDate))
  }
  if (key === '') return []
  const born = search.birthDate ?? null
  const found = await withScope(db, scope, (trx) => personsByName(trx, key, born, facility, most))
  return cardsInScope(db, found)
}

/**
 * Who the person of a permit is: name, birth date, sex, personal ID, by whichever key knows most. Whoever may open a record must see whose it is,
 * also where every entry about the person alone was written by others. Undefined when nobody is filed under its keys.
 */
export async function whoseRecord(
  db: Database | Trx,
  permit: PermittedRecord,
): Promise<PersonCard | undefined> {
  insistOnPermit(permit)
  const { persons } = permit
  const cards = await withScope(db, { persons }, (trx) => cardsOf(trx, persons))
  const known = cards.toSorted((one, other) => factsOf(other) - factsOf(one))
  return known[0]
}

function factsOf({ name, birthDate, citizenNumber, sex }: PersonCard): number {
  const numbered = citizenNumber === undefined ? 0 : 100
  return numbered + (name === '' ? 0 : 50) + birthDate.length + (sex === 'unknown' ? 0 : 1)
}

/** Cards of persons who were found under a permit: the scope is these and no others. */
function cardsInScope(db: Database, persons: readonly RecordId[]): Promise<PersonCard[]> {
  return withScope(db, { persons }, (trx) => cardsOf(trx, persons))
}

function fits(card: PersonCard, key: string, birthDate: string | undefined): boolean {
  const named = key === '' || searchKey(card.name).includes(key)
  return named && (birthDate === undefined || card.birthDate === birthDate)
}

/**
 * Cards of persons whom a facility has to do with, in the order asked for; a key that is nobody's is left out.
 * Whom it has to do with the caller must have found by the facility's own lists.
 */
export async function personCards(
  db: Database,
  permit: PermittedFacility,
  persons: readonly RecordId[],
): Promise<PersonCard[]> {
  insistOnPermit(permit)
  return cardsInScope(db, persons)
}

/** The systems in which a number as typed may stand. */
function numberForms(typed: string): { system: string; value: string }[] {
  const number = typed.replaceAll(/\s/g, '').toUpperCase()
  if (/^\d{12}$/.test(number)) return [{ system: 'citizen', value: number }]
  if (/^([A-Z]{2}\d|TE1)\d{12}$/.test(number) || /^\d{10}$/.test(number))
    return [{ system: 'social-insurance', value: number.slice(-10) }]
  return number === '' ? [] : [{ system: 'other', value: number }]
}
