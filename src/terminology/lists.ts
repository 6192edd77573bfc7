import { createHash } from 'node:crypto'
import { isListName, LIST_NAMES, type ListName } from './list-names.ts'

/** One code with its meaning; `properties` are the further columns of its list. */
export type Concept = {
  readonly code: string
  readonly display: string
  readonly displayEn?: string
  readonly properties: Readonly<Record<string, string>>
  /** First and last day of validity, `yyyy-mm-dd`; an absent last day is open. */
  readonly validFrom: string
  readonly validTo?: string
}

/** Lists that the project ships to be tried give way, list by list, to official ones. */
export type Standing = 'starter' | 'official'

/** One issue of a list: who owns it, since when it is in force, and every code in it. */
export type Edition = {
  readonly id: string
  readonly list: ListName
  /** Empty for a national list, else the facility's code. */
  readonly owner: string
  readonly standing: Standing
  readonly validFrom: string
  readonly validTo?: string
  readonly source: string
  /** By key; a code may come several times with different validity. */
  readonly concepts: ReadonlyMap<string, readonly Concept[]>
}

/** What a description of an edition holds without its codes. */
export type EditionHead = Omit<Edition, 'concepts'>

/** The lists in force on one day, as one facility sees them. */
export type Lists = {
  readonly day: string
  /** Whether an edition of the list is in force that day: without one, no code can be judged. */
  readonly isLoaded: (list: ListName, owner?: string) => boolean
  readonly find: (list: ListName, code: string, owner?: string) => Concept | undefined
  /** Every code of a list that is valid that day; none where no edition is in force. */
  readonly all: (list: ListName, owner?: string) => readonly Concept[]
  /** Which edition answers, for the record of what a judgement rested on. */
  readonly versionOf: (list: ListName, owner?: string) => string | undefined
  /** Changes whenever any of these lists changes. */
  readonly fingerprint: string
}

/** The lists of one day from the editions that may matter. Pure; the last of several editions in force wins, official before starter. */
export function listsOn(day: string, editions: readonly Edition[]): Lists {
  const inForce = new Map<string, Edition>()
  for (const edition of editions) {
    if (!isInForce(edition, day)) continue
    const place = placeOf(edition.list, edition.owner)
    const rival = inForce.get(place)
    if (!rival || supersedes(edition, rival)) inForce.set(place, edition)
  }
  const national = new Map([...inForce.values()].filter(isNational).map((one) => [one.list, one]))
  const editionOf = (list: ListName, owner = '') =>
    owner === '' ? national.get(list) : inForce.get(placeOf(list, owner))
  return {
    day,
    isLoaded: (list, owner) => editionOf(list, owner) !== undefined,
    find: (list, code, owner) =>
      editionOf(list, owner)
        ?.concepts.get(conceptKey(list, code))
        ?.find((concept) => covers(concept, day)),
    all: (list, owner) =>
      [...(editionOf(list, owner)?.concepts.values() ?? [])].flatMap((versions) =>
        versions.filter((concept) => covers(concept, day)).slice(0, 1),
      ),
    versionOf: (list, owner) => editionOf(list, owner)?.id,
    fingerprint: fingerprintOf([...inForce.values()]),
  }
}

function isNational({ owner }: Edition): boolean {
  return owner === ''
}

export function isInForce(edition: EditionHead, day: string): boolean {
  return edition.validFrom <= day && (edition.validTo === undefined || day <= edition.validTo)
}

const ICD_10: ReadonlySet<ListName> = new Set(
  Object.keys(LIST_NAMES)
    .filter(isListName)
    .filter((list) => LIST_NAMES[list].en.startsWith('ICD-10')),
)

/** ICD-10 is written with and without its dot, and with the marks of double coding: all name one code. */
export function conceptKey(list: ListName, code: string): string {
  return ICD_10.has(list) ? code.replace(/[.*+†\s]/g, '').toUpperCase() : code
}

function covers(concept: Concept, day: string): boolean {
  return concept.validFrom <= day && (concept.validTo === undefined || day <= concept.validTo)
}

function supersedes(edition: Edition, rival: Edition): boolean {
  if (edition.standing !== rival.standing) return edition.standing === 'official'
  return (
    edition.validFrom > rival.validFrom ||
    (edition.validFrom === rival.validFrom && edition.id > rival.id)
  )
}

function placeOf(list: ListName, owner: string): string {
  return owner === '' ? list : `${list}/${owner}`
}

function fingerprintOf(editions: readonly Edition[]): string {
  const ids = editions.map((edition) => edition.id).sort()
  return createHash('sha256').update(ids.join(' ')).digest('hex').slice(0, 16)
}
