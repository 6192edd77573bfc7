import type { Trx } from '#foundation/database'
import { type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import type { Asker } from './asker.ts'
import { appendState } from './publish-profile.ts'
import type { Change } from './profile-change.ts'
import { type Profile, type Statement, statementsOf } from './profile.ts'
import type { DataState, Head } from './profile-head.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import { findHead, findVersion, lockHead, setState } from './profile-store.ts'
import { recordVersion } from './record-version.ts'

/** A file that is held until the end of the transaction, with its latest version. */
export type HeldFile = { readonly head: Head; readonly profile: Profile }

/** Refuses `registry.unknown`. */
export async function holdFile(trx: Trx, subject: RecordId): Promise<HeldFile | undefined> {
  const head = await lockHead(trx, subject)
  const kept = head && (await findVersion(trx, subject, { version: head.version }))
  return kept && { head, profile: kept.profile }
}

/** Changes of a step that a case brings about, as a new version; only what the file's own writers did counts as theirs. */
export function recordStep(
  trx: Trx,
  needs: ProfileNeeds,
  file: HeldFile,
  step: {
    readonly by: Asker
    readonly why: string
    readonly dataState: DataState
    readonly changes: readonly Change[]
    readonly finish?: (profile: Profile) => Profile
  },
): Promise<Outcome<Head>> {
  return recordVersion(trx, needs, {
    ...step,
    head: file.head,
    writer: 'process',
    source: 'authority',
  })
}

/** Moves a file to another state without changing what it says. */
export async function moveState(
  trx: Trx,
  needs: ProfileNeeds,
  { head }: HeldFile,
  step: { readonly to: DataState; readonly by: Asker; readonly reason: string },
): Promise<Outcome<Head>> {
  await setState(trx, head.subject, { dataState: step.to })
  await appendState(trx, head, { ...step, at: needs.now() })
  const moved = await findHead(trx, head.subject)
  return moved ? { ok: true, value: moved } : refuse('not-found', 'registry.unknown')
}

/** Ends what is open of a section the day before `today`; what began today never was. */
export function closing(profile: Profile, section: string, today: string): Change[] {
  return statementsOf(profile, section)
    .filter(({ to }) => to === undefined || to >= today)
    .map((one) => closingOf(one, today))
}

/** The same for one statement. */
function closingOf({ id, from }: Statement, today: string): Change {
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10)
  return from !== undefined && from > yesterday
    ? { act: 'withdraw', statement: id }
    : { act: 'end', statement: id, to: yesterday }
}

/** Marks every value that nobody verified yet, of the statements chosen, as verified now. */
export function verifiedBy(
  by: Asker,
  at: Date,
  isMeant: (one: Statement) => boolean = () => true,
): (profile: Profile) => Profile {
  const verified = { verifiedBy: by.account, verifiedAt: at.toISOString() }
  return (profile) => ({
    ...profile,
    statements: profile.statements.map((one) =>
      isMeant(one)
        ? {
            ...one,
            provenance: Object.fromEntries(
              Object.entries(one.provenance).map(([field, mark]) => [
                field,
                { ...mark, ...verified },
              ]),
            ),
          }
        : one,
    ),
  })
}
