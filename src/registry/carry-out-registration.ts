import type { TakenStep } from '#cases'
import type { Trx } from '#foundation/database'
import { type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import type { Asker } from './asker.ts'
import { textIn } from './case-text.ts'
import { parseHours } from './hours-text.ts'
import { holdFile, recordStep } from './process-step.ts'
import { statementsOf, textOf } from './profile.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import { publishProfile } from './publish-profile.ts'
import type { Head } from './profile-head.ts'

/**
 * Writes a published registration into the practitioner's file. Refuses `registry.hours-malformed`, and hours that clash with another
 * facility. What was public stays public with the registration in it.
 */
export async function addRegistration(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  subject: RecordId,
  taken: TakenStep,
): Promise<Outcome<unknown>> {
  const file = await holdFile(trx, subject)
  if (file === undefined) return refuse('not-found', 'registry.unknown')
  const slots = parseHours(textIn(taken, 'hours'))
  if (slots === undefined) return refuse('incorrect', 'registry.hours-malformed', 'hours')
  const to = textIn(taken, 'to')
  const licence = textOf(statementsOf(file.profile, 'licence').at(0), 'number') ?? ''
  const recorded = await recordStep(trx, needs, file, {
    by,
    why: 'registration-add',
    dataState: file.head.dataState,
    changes: [
      {
        act: 'add',
        section: 'registration',
        from: textIn(taken, 'joined'),
        ...(to === '' ? {} : { to }),
        values: {
          facility: taken.case.facility ?? '',
          licence,
          department: textIn(taken, 'department'),
          position: textIn(taken, 'position'),
          kind: 'regular',
          workingTime: '1',
          slots,
        },
      },
    ],
  })
  return recorded.ok ? keepPublic(trx, needs, by, file.head, recorded.value) : recorded
}

/** Ends what is open of a practitioner at the facility of a case on its last day there. Refuses `registry.not-registered-here`. */
export async function endRegistration(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  subject: RecordId,
  taken: TakenStep,
): Promise<Outcome<unknown>> {
  const file = await holdFile(trx, subject)
  if (file === undefined) return refuse('not-found', 'registry.unknown')
  const to = textIn(taken, 'left')
  const open = statementsOf(file.profile, 'registration', to).filter(
    (one) => textOf(one, 'facility') === taken.case.facility,
  )
  if (open.length === 0) return refuse('conflict', 'registry.not-registered-here', 'left')
  const endReason = textIn(taken, 'why')
  const recorded = await recordStep(trx, needs, file, {
    by,
    why: 'registration-end',
    dataState: file.head.dataState,
    changes: open.map(({ id }) => ({
      act: 'end',
      statement: id,
      to,
      values: endReason === '' ? {} : { endReason },
    })),
  })
  return recorded.ok ? keepPublic(trx, needs, by, file.head, recorded.value) : recorded
}

/** A file whose latest version was public stays so with what an authority published; a draft around it stays a draft. */
async function keepPublic(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  former: Head,
  head: Head,
): Promise<Outcome<unknown>> {
  if (former.publishedVersion !== former.version) return { ok: true, value: head }
  const { subject, version, dataState } = head
  return publishProfile(trx, needs, { subject, version, by, reason: 'registration', dataState })
}
