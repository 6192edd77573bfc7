import type { CaseNeeds, TakenStep } from '#cases'
import type { LetterToDraft } from './draft-letter.ts'
import type { Organ } from './letter-catalogue.ts'

/** What a letter about a case is drawn up from. */
export type CaseFacts = {
  readonly taken: TakenStep
  readonly definition: ReturnType<CaseNeeds['definitions']['ofCase']>
  readonly organ: Organ
  /** Whom it concerns, as they are called in a letter. */
  readonly whom: string
  /** Who else has to do with it: where a practitioner practises, or the person whom a facility registers. */
  readonly beside: string | undefined
}

/** For which step of which case, and who may read it. */
export function addressedTo({
  case: found,
  step,
}: TakenStep): Pick<LetterToDraft, 'origin' | 'facility' | 'practitioner'> {
  return {
    origin: `case ${found.id} ${found.position} ${step}`,
    facility: found.facility,
    practitioner: found.practitioner,
  }
}
