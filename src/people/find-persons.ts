import type { Database, Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import { searchKey } from '#vocabulary/person-name'
import type { RecordId } from '#vocabulary/record-id'
import {
  cardsOf,
  connectedKeys,
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
  /** Only patients of this facility. */
  readonly facility?: FacilityCode
}

/** A page of a list; whoever needs more must say more. */
const FOUND_MAX = 100

/** The undisputed owner of a personal ID, a card, a social-insurance number or a passport. */
export function findPersonByNumber(
  db: Database | Trx,
  number: string,
): Promise<RecordId | undefined> {
  return ownerOf(db, numberForms(number))
}

/** Every key that is this one person, the asked one first. Joined keys come and go; nothing stored changes with them. */
export function keysOf(db: Database | Trx, person: RecordId): Promise<RecordId[]> {
  return connectedKeys(db, person)
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
 * Persons by name without accents, by birth date, by number; nothing at all when none of name and number is given.
 * With `facility`, only that facility's own patients.
 */
export async function findPersons(
  db: Database,
  search: PersonSearch,
  limit: number,
): Promise<PersonCard[]> {
  const most = Math.min(limit, FOUND_MAX)
  const key = searchKey(search.query ?? '')
  const scope = search.facility ?? null
  if (search.number !== undefined) {
    const found = await personsByNumber(db, numberForms(search.number), scope, most)
    const cards = await cardsOf(db, found)
    return cards.filter((card) => fits(card, key, search.birthDate))
  }
  if (key === '') return []
  return cardsOf(db, await personsByName(db, key, search.birthDate ?? null, scope, most))
}

function fits(card: PersonCard, key: string, birthDate: string | undefined): boolean {
  const named = key === '' || searchKey(card.name).includes(key)
  return named && (birthDate === undefined || card.birthDate === birthDate)
}

/** Cards in the order asked for; a key that is nobody's is left out. */
export function personCards(db: Database, persons: readonly RecordId[]): Promise<PersonCard[]> {
  return cardsOf(db, persons)
}

/** The systems in which a number as typed may stand. */
function numberForms(typed: string): { system: string; value: string }[] {
  const number = typed.replaceAll(/\s/g, '').toUpperCase()
  if (/^\d{12}$/.test(number)) return [{ system: 'citizen', value: number }]
  if (/^([A-Z]{2}\d|TE1)\d{12}$/.test(number) || /^\d{10}$/.test(number))
    return [{ system: 'social-insurance', value: number.slice(-10) }]
  return number === '' ? [] : [{ system: 'other', value: number }]
}
