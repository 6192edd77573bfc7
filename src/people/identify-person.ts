import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { newPersonId, type RandomBytes, type RecordId } from '#vocabulary/record-id'
import { contradictedNumber, decideIdentity } from './decide-identity.ts'
import {
  type IdentifierSystem,
  numbersOf,
  type PersonClaim,
  type PersonNumber,
} from './person-claim.ts'
import {
  addClaims,
  addPerson,
  findCandidates,
  type KnownCandidate,
  lockNumbers,
} from './person-store.ts'

export type Identified = {
  readonly person: RecordId
  readonly isNew: boolean
  /** The numbers contradict what we know: kept apart until somebody has looked. */
  readonly provisional: boolean
  /** The review item that was opened by this very claim. */
  readonly review?: string
  /** Of a provisional person: which kind of number in this claim is somebody else's. */
  readonly contradicts?: IdentifierSystem
}

/** Each further look means that another writer has just made a person with one of our numbers: more than a few is a bug. */
const LOOKS_MAX = 8

/** A claim, and everyone for whom one of its numbers was claimed before. */
export type SoughtPerson = {
  readonly claim: PersonClaim
  readonly candidates: readonly KnownCandidate[]
}

type IdentifyNeeds = { readonly now: () => Date; readonly random: RandomBytes }

/**
 * Finds or makes the person that a claim means, exactly: no scoring, no silent merge.
 *
 * Of many writers who claim the same unknown number at once, one makes the person and the others find it.
 * A contradiction (the number of somebody with another name or birth date) makes a provisional person and a review item;
 * the same contradiction again finds the same provisional person. A second call with the same claim changes nothing.
 */
export async function identifyPerson(
  trx: Trx,
  claim: PersonClaim,
  needs: IdentifyNeeds,
): Promise<Identified> {
  return settlePerson(trx, await seekPerson(trx, claim), needs)
}

/** The first half of identifying, which only reads: whoever has other questions too can ask them in the same round trip. */
export async function seekPerson(trx: Trx, claim: PersonClaim): Promise<SoughtPerson> {
  enterScope(trx, { work: 'filing' })
  return { claim, candidates: await findCandidates(trx, claim) }
}

/** The second half: takes the person who was found, or writes what the claim says anew. */
export async function settlePerson(
  trx: Trx,
  { claim, candidates: seen }: SoughtPerson,
  needs: IdentifyNeeds,
): Promise<Identified> {
  enterScope(trx, { work: 'filing' })
  const known = knownAmong(claim, seen)
  if (known && nothingNew(claim, known, seen)) return answerFor(known, claim, seen)

  const at = needs.now()
  const fresh = newPersonId(at, needs.random)
  const writing = { claim, at, review: newPersonId(at, needs.random), fresh }
  const numbers = numbersOf(claim)
  if (seen.length === 0) {
    // Unknown numbers are most likely still unknown behind the lock; where not, nobody is made, and we look again.
    const [, made] = await Promise.all([lockNumbers(trx, numbers), write(trx, writing, [])])
    if (made) return made
  }
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    // Sent together: the second statement sees what whoever held the lock has committed.
    const [, candidates] = await Promise.all([
      lockNumbers(trx, numbers),
      findCandidates(trx, claim),
    ])
    const written = await write(trx, writing, candidates)
    if (written) return written
  }
  throw new Error(`identity not settled after ${LOOKS_MAX} looks`)
}

function knownAmong(
  claim: PersonClaim,
  candidates: readonly KnownCandidate[],
): KnownCandidate | undefined {
  const identity = decideIdentity(claim, candidates)
  if (identity.kind === 'new') return undefined
  return candidates.find(({ person }) => person === identity.person)
}

function nothingNew(
  claim: PersonClaim,
  known: KnownCandidate,
  candidates: readonly KnownCandidate[],
): boolean {
  return known.isPatient && unclaimed(claim, known, candidates).length === 0
}

/** Numbers that were never claimed for this person before. */
function unclaimed(
  claim: PersonClaim,
  known: KnownCandidate,
  candidates: readonly KnownCandidate[],
): PersonNumber[] {
  const claimed = candidates.filter((candidate) => candidate.person === known.person)
  return numbersOf(claim).filter((number) => !isAmong(claimed, number))
}

function answerFor(
  { person, provisional }: KnownCandidate,
  claim: PersonClaim,
  candidates: readonly KnownCandidate[],
): Identified {
  const number = provisional ? contradictedNumber(claim, candidates, person) : undefined
  return { person, isNew: false, provisional, ...(number && { contradicts: number.system }) }
}

type Writing = {
  readonly claim: PersonClaim
  readonly at: Date
  readonly review: RecordId
  readonly fresh: RecordId
}

/** Undefined when another writer was quicker. */
async function write(
  trx: Trx,
  { claim, at, review, fresh }: Writing,
  candidates: readonly KnownCandidate[],
): Promise<Identified | undefined> {
  const { contradictions } = decideIdentity(claim, candidates)
  const known = knownAmong(claim, candidates)
  const owned = candidates.filter((candidate) => candidate.isOwner)
  const unowned = numbersOf(claim).filter((number) => !isAmong(owned, number))
  if (known) {
    const numbers = unclaimed(claim, known, candidates)
    // What contradicted before was claimed before; only a number claimed anew opens an item.
    const anew = contradictions.filter((number) => isAmong(numbers, number))
    const { person, provisional } = known
    const added = { person, claim, at, unowned, contradictions: anew, provisional, review }
    await addClaims(trx, { ...added, numbers, gainedBy: fresh })
    return { ...answerFor(known, claim, candidates), ...(anew.length > 0 && { review }) }
  }
  const [strongest] = contradictions
  const provisional = strongest !== undefined
  const person = { person: fresh, claim, at, unowned, contradictions, provisional, review }
  const made = await addPerson(trx, person)
  if (!made) return undefined
  const why = strongest && { review, contradicts: strongest.system }
  return { person: fresh, isNew: true, provisional, ...why }
}

function isAmong(numbers: readonly PersonNumber[], number: PersonNumber): boolean {
  return numbers.some(({ system, value }) => system === number.system && value === number.value)
}
