import type { Database } from '#foundation/database'
import { localMinute } from './slots.ts'
import { licenceKey } from '../licence/licence-number.ts'
import { licenceAt, licenceLife } from '../licence/licence-life.ts'
import type { LicencePeriod } from '../licence/licence.ts'
import { countingFacts } from './believed-facts.ts'
import type { Registration } from './practice-facts.ts'
import { findFiles } from './practice-store.ts'

/** What is public of a practitioner: name, licence and places of practice. */
export type DescribedPractitioner = {
  readonly subject: string
  readonly name: string
  /** How the licence stands now; absent before the first. */
  readonly licence?: LicencePeriod
  readonly registrations: readonly Registration[]
}

/** Numbers that are described together: the staff of a large hospital. */
const NUMBERS_MAX = 2_000

/**
 * The practitioners behind licence numbers, however they are written, by the number as it was asked. A number that no file holds is absent.
 * Source of what is public: Law 15/2023/QH15, art. 38 and 60.
 */
export async function describePractitioners(
  { database, now }: { readonly database: Database; readonly now: () => Date },
  licences: readonly string[],
): Promise<ReadonlyMap<string, DescribedPractitioner>> {
  const asked = licences.slice(0, NUMBERS_MAX)
  const keys = [...new Set(asked.map(licenceKey))].filter((key) => key !== '')
  const found = await findFiles(database, { scheme: 'practice-licence', values: keys })
  const at = localMinute(now())
  const described = new Map(
    found.map((file) => {
      const { subject, licenceEvents, registrations } = countingFacts(file)
      const licence = licenceAt(licenceLife(licenceEvents), at)
      return [
        file.value,
        { subject, name: file.name, registrations, ...(licence ? { licence } : {}) },
      ]
    }),
  )
  return new Map(
    asked.flatMap((licence) => {
      const one = described.get(licenceKey(licence))
      return one ? [[licence, one] as const] : []
    }),
  )
}
