import { createHash } from 'node:crypto'
import { type Profile, type Statement, statementsOf, textOf } from '../profile.ts'
import type { IdentityCheck } from './identity-check-store.ts'

/** What the population database is asked, and nothing more: number, name, birth date, sex. */
export type PopulationQuestion = {
  readonly personalNumber: string
  readonly name: string
  readonly birthDate: string
  readonly sex: string
}

const ASKED_FIELDS = ['personalId', 'name', 'birthDate', 'sex'] as const

/** The question of a file on a day; undefined for somebody without a personal number (a foreigner with a passport), or without a name or birth date. */
export function questionOf(profile: Profile, day: string): PopulationQuestion | undefined {
  return questionOfStatement(statementsOf(profile, 'identity', day)[0])
}

function questionOfStatement(identity: Statement | undefined): PopulationQuestion | undefined {
  const [personalNumber, name, birthDate, sex] = ASKED_FIELDS.map((field) =>
    textOf(identity, field),
  )
  if (!personalNumber || !name || !birthDate || !sex) return undefined
  return { personalNumber, name: name.normalize('NFC'), birthDate, sex }
}

/** Knows a question again: a verification is of these very values. */
export function digestOfQuestion({
  personalNumber,
  name,
  birthDate,
  sex,
}: PopulationQuestion): Buffer {
  return createHash('sha256').update([personalNumber, name, birthDate, sex].join('\u0000')).digest()
}

/**
 * The file with the verification shown at the values that were verified, as their provenance: dated, and gone as soon as a value is another.
 * The profile itself is not written: nothing of the population database is kept in it.
 */
export function withIdentityCheck(profile: Profile, check: IdentityCheck | undefined): Profile {
  if (check?.result !== 'match') return profile
  const mark = { verifiedBy: 'C06', verifiedAt: check.checkedAt.toISOString() }
  return {
    ...profile,
    statements: profile.statements.map((one) => {
      const question = one.section === 'identity' ? questionOfStatement(one) : undefined
      if (question === undefined || !digestOfQuestion(question).equals(check.digest)) return one
      const provenance = { ...one.provenance }
      for (const field of ASKED_FIELDS) {
        const former = provenance[field] ?? provenance['*']
        if (former !== undefined) provenance[field] = { ...former, ...mark }
      }
      return { ...one, provenance }
    }),
  }
}
