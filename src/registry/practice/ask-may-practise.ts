import type { Database } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { licenceKey } from '../licence/licence-number.ts'
import { type Basis, countingFacts, placeFacts } from './believed-facts.ts'
import { type Circumstance, mayPractise, type PracticeAnswer } from './may-practise.ts'
import { findFileAndPlace, type Sought } from './practice-store.ts'

export type AskedPractice = {
  /** A licence number as it is written anywhere. */
  readonly licence?: string | undefined
  /** Key of the subject, or the personal ID. */
  readonly practitioner?: string | undefined
  readonly facility: string
  readonly at: Date
  readonly scope?: string | undefined
  readonly technique?: string | undefined
  readonly circumstances?: readonly Circumstance[] | undefined
  /** What was known at an instant; left out: what is known now. */
  readonly believedAt?: Date | undefined
}

export type AnsweredPractice = PracticeAnswer & {
  readonly basis: Basis
  /** The file that it stands on; absent: none was found. */
  readonly practitioner?: string
}

/**
 * Whether somebody may practise at a facility at an instant, from what the registry holds: by keys of person and place in one
 * transaction. Refuses `registry.practitioner-not-named`. Changes nothing.
 */
export async function askMayPractise(
  { database }: { readonly database: Database },
  asked: AskedPractice,
): Promise<Outcome<AnsweredPractice>> {
  const sought = soughtOf(asked)
  if (!sought) return refuse('incorrect', 'registry.practitioner-not-named', 'licence')
  const { facility, believedAt } = asked
  const { file, place } = await findFileAndPlace(database, sought, facility, believedAt)
  const answer = mayPractise(
    file && countingFacts(file),
    { ...asked, instant: asked.at },
    placeFacts(place),
  )
  return accept({
    ...answer,
    basis: file ? (file.isPublished ? 'published' : 'draft') : 'none',
    ...(file ? { practitioner: file.subject } : {}),
  })
}

function soughtOf({ licence, practitioner }: AskedPractice): Sought | undefined {
  const key = licence === undefined ? '' : licenceKey(licence)
  if (practitioner === undefined)
    return key === '' ? undefined : { scheme: 'practice-licence', values: [key] }
  if (isRecordId(practitioner)) return { scheme: 'subject', values: [practitioner] }
  return { scheme: 'personal-id', values: [practitioner.replaceAll(' ', '').toUpperCase()] }
}
