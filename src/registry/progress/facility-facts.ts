import type { RecordId } from '#vocabulary/record-id'
import type { DataState } from '../data-state.ts'
import { type Statement, statementsOf, textOf } from '../profile.ts'
import { daysAfter } from '../licence/licence.ts'
import { standingOn } from '../profile-head.ts'

/** What counters of progress need of one facility. Days are `yyyy-mm-dd`; `actingUntil` is the first day on which it may not act any more. */
export type FacilityFacts = {
  /** Absent for a facility that stands in the list and has no file yet. */
  readonly subject?: RecordId
  readonly code: string
  readonly name: string
  readonly authority: string
  readonly province: string
  readonly commune: string
  readonly form: string
  readonly traditional: boolean
  readonly actingFrom?: string
  readonly actingUntil?: string
  /** Somebody keeps a file of it. */
  readonly opened: boolean
  /** It was sent to be reviewed at least once, and is not sent back. */
  readonly submitted: boolean
  /** Whoever is responsible verified it; a later draft does not take that away. */
  readonly verified: boolean
  /** Electronic records are complete or announced. Source: TT 13/2025/TT-BYT. */
  readonly emrLive: boolean
}

/** The head of a facility's file, with the statements that say whether it may act and how its electronic records stand. */
export type FiledFacility = {
  readonly subject: RecordId
  readonly code: string
  readonly name: string
  readonly authority: string
  readonly province: string
  readonly commune: string | null
  readonly form: string | null
  readonly traditional: boolean
  readonly dataState: DataState
  readonly published: boolean
  readonly statements: readonly Statement[]
}

const VERIFIED: ReadonlySet<DataState> = new Set(['verified', 'published'])
const EMR_LIVE = new Set(['complete', 'announced'])

/** What a file says of a facility on a day. A facility acts unless its file says that it may not: a licence that nobody entered yet counts. */
export function factsOf(filed: FiledFacility, day: string): FacilityFacts {
  const { statements, published, dataState, commune, form } = filed
  const profile = { subject: filed.subject, kind: 'facility' as const, statements }
  const emr = statementsOf(profile, 'emr-state', day)[0]
  const verified = published || VERIFIED.has(dataState)
  const { subject, code, name, authority, province, traditional } = filed
  return {
    subject,
    code,
    name,
    authority,
    province,
    traditional,
    verified,
    commune: commune ?? '',
    form: form ?? '',
    ...actingDays(profile, day),
    opened: true,
    submitted: verified || dataState === 'submitted',
    emrLive: EMR_LIVE.has(textOf(emr, 'state') ?? ''),
  }
}

/** Since when and until when the operating licence lets it act, as far as is known on a day. */
function actingDays(
  profile: Parameters<typeof standingOn>[0],
  day: string,
): Pick<FacilityFacts, 'actingFrom' | 'actingUntil'> {
  const licences = statementsOf(profile, 'operating-licence')
  const ends = licences.map((one) => textOf(one, 'validTo'))
  const last = ends
    .filter((end) => end !== undefined)
    .toSorted()
    .at(-1)
  const isEnding = licences.length > 0 && ends.every((end) => end !== undefined)
  if (standingOn(profile, day) !== 'open') return { actingUntil: day }
  return isEnding && last !== undefined ? { actingUntil: daysAfter(last, 1) } : {}
}
