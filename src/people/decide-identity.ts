import {
  factsAgree,
  factsOf,
  numbersOf,
  type PersonClaim,
  type PersonFacts,
  type PersonNumber,
} from './person-claim.ts'

/** A person for whom one of the claimed numbers was claimed before. */
export type Candidate = PersonNumber & {
  readonly person: string
  /** Whether the number is this person's undisputed own. */
  readonly isOwner: boolean
  readonly facts: PersonFacts
  readonly provisional: boolean
  /** The personal ID that this person owns. */
  readonly citizenNumber?: string
}

/** A number that belongs to somebody whose name or birth date is another. */
export type Contradiction = PersonNumber & { readonly owner: string }

export type Identity =
  | {
      readonly kind: 'known'
      readonly person: string
      readonly provisional: boolean
      readonly contradictions: readonly Contradiction[]
    }
  | { readonly kind: 'new'; readonly contradictions: readonly Contradiction[] }

/**
 * Who a claim means, exactly: the strongest number whose holder agrees in name and birth date.
 *
 * A number of somebody who does not agree is never ignored: without a stronger number that agrees, the claim
 * gets a person of its own, and each contradiction is for a human to look at.
 * Nothing here guesses. Scored matching, when it comes, takes its place where this answers 'new'.
 */
export function decideIdentity(claim: PersonClaim, candidates: readonly Candidate[]): Identity {
  const facts = factsOf(claim)
  const contradictions: Contradiction[] = []
  for (const number of numbersOf(claim)) {
    const holders = candidates.filter(
      (candidate) => candidate.system === number.system && candidate.value === number.value,
    )
    const match = agreeing(holders, facts)
    // A stronger number that belongs to somebody else outweighs a weaker one that agrees, unless the
    // agreeing person is the one kept apart for this very contradiction.
    if (match && contradictions.length === 0 && !ownsAnotherId(match, claim)) {
      const later = contradictionsAfter(claim, candidates, number, match.person)
      return {
        kind: 'known',
        person: match.person,
        provisional: match.provisional,
        contradictions: later,
      }
    }
    if (match && ownsAnotherId(match, claim)) contradictions.push(contradict(number, match))
    const owner = holders.find((holder) => holder.isOwner)
    if (owner && !factsAgree(owner.facts, facts)) contradictions.push(contradict(number, owner))
  }
  return { kind: 'new', contradictions }
}

/** The owner first, then whoever else has claimed the number. */
function agreeing(holders: readonly Candidate[], facts: PersonFacts): Candidate | undefined {
  const matches = holders.filter((holder) => factsAgree(holder.facts, facts))
  return matches.find((match) => match.isOwner) ?? matches[0]
}

/** Same name, same birth date, same card, but two different personal IDs: two people, or a mistyped number. */
function ownsAnotherId(candidate: Candidate, claim: PersonClaim): boolean {
  if (claim.underGuardianNumber || !claim.citizenNumber || !candidate.citizenNumber) return false
  return candidate.citizenNumber !== claim.citizenNumber
}

function contradictionsAfter(
  claim: PersonClaim,
  candidates: readonly Candidate[],
  found: PersonNumber,
  person: string,
): Contradiction[] {
  const numbers = numbersOf(claim)
  const weaker = numbers.slice(
    numbers.findIndex((number) => number.system === found.system && number.value === found.value) +
      1,
  )
  return weaker.flatMap((number) => {
    const owner = candidates.find(
      (candidate) =>
        candidate.isOwner &&
        candidate.system === number.system &&
        candidate.value === number.value &&
        candidate.person !== person &&
        !factsAgree(candidate.facts, factsOf(claim)),
    )
    return owner ? [contradict(number, owner)] : []
  })
}

/** The strongest number of a claim that is somebody else's, when the claim leads to this person. */
export function contradictedNumber(
  claim: PersonClaim,
  candidates: readonly Candidate[],
  person: string,
): PersonNumber | undefined {
  const facts = factsOf(claim)
  return numbersOf(claim).find((number) =>
    candidates.some(
      (other) =>
        other.isOwner &&
        other.person !== person &&
        other.system === number.system &&
        other.value === number.value &&
        (!factsAgree(other.facts, facts) || ownsAnotherId(other, claim)),
    ),
  )
}

function contradict(number: PersonNumber, owner: Candidate): Contradiction {
  return { system: number.system, value: number.value, owner: owner.person }
}
