import { recordAudit } from '#audit'
import { withScope } from '#foundation/scope'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type Asker, auditCallerOf } from '../asker.ts'
import { authoritiesOf } from '../index-store.ts'
import type { Head } from '../profile-head.ts'
import type { ProfileNeeds } from '../profile-needs.ts'
import { findHeadOfCode } from '../profile-store.ts'
import { registryScopeOf } from '../reach.ts'
import { findWithinReach } from '../read-profile.ts'
import { isOwn } from '../read-staff.ts'
import { keptScore, talliesOf } from './fold-quality.ts'
import type { Measured } from './measure-file.ts'
import type { QualityMethod } from './quality-method.ts'
import { NOTHING_COUNTED, type Score, scoreOf } from './quality-score.ts'
import {
  listStaffFaults,
  listStaffWorst,
  type StaffFault,
  type StaffToMend,
} from './quality-store.ts'
import { listTotals, type Scored, type Total } from './quality-total-store.ts'
import { methodOf } from './quality-totals.ts'
import { measureNow } from './refresh-quality.ts'
import { byGain, type Failing, type ToMend, toMend } from './to-mend.ts'

/** Places over a whole staff that are looked at: the most frequent. */
const STAFF_FAULTS_MAX = 300

export type FileQuality = {
  readonly method: QualityMethod
  readonly head: Head
  readonly score: Score
  readonly mend: readonly ToMend[]
}

/**
 * The quality of one file as it is at this moment, with what to mend; the reading is on record. Refuses as `findWithinReach` does. A second call
 * answers the same.
 */
export async function readFileQuality(
  needs: ProfileNeeds,
  asker: Asker,
  subject: string,
): Promise<Outcome<FileQuality>> {
  const found = await findWithinReach(needs, asker, subject)
  if (!found.ok) return found
  const { head } = found.value
  const measured = await countedNow(needs, head)
  if (measured === undefined) return refuse('not-found', 'registry.unknown', 'subject')
  await record(needs, asker, 'registry-profile', { subject: head.subject, kind: head.kind })
  const method = methodOf(needs.now())
  const tallies = { ...NOTHING_COUNTED, [head.kind]: measured.tally }
  return accept({
    method,
    head,
    score: scoreOf(method, tallies),
    mend: toMend(method, needs.definitions[head.kind], tallies, measured.failures),
  })
}

function countedNow(needs: ProfileNeeds, { subject }: Head): Promise<Measured | undefined> {
  const method = methodOf(needs.now())
  return withScope(needs.database, { work: 'quality' }, (trx) =>
    measureNow(trx, { ...needs, method }, subject),
  )
}

export type FacilityQuality = {
  readonly method: QualityMethod
  readonly facility: string
  readonly head?: Head | undefined
  /** Of the file and the staff together, as last counted. */
  readonly total?: (Total & Scored) | undefined
  readonly file?: Scored | undefined
  readonly staff?: Scored | undefined
  readonly mend: readonly ToMend[]
}

/**
 * The quality of a facility's file and its staff's together, with what to mend ranked by what the whole gains; the reading is on record.
 * Refuses `registry.not-own-authority` for a facility out of reach, on record too.
 */
export async function readFacilityQuality(
  needs: ProfileNeeds,
  asker: Asker,
  asked: string,
): Promise<Outcome<FacilityQuality>> {
  const reached = await reachFacility(needs, asker, asked)
  if (!reached.ok) return reached
  const facility = reached.value
  const method = methodOf(needs.now())
  const day = vietnamDay(needs.now())
  const limit = STAFF_FAULTS_MAX
  const [head, [total], faults] = await withScope(needs.database, registryScopeOf(asker), (trx) =>
    Promise.all([
      findHeadOfCode(trx, facility),
      listTotals(trx, method.number, 'facility', facility),
      listStaffFaults(trx, { facility, day, limit }),
    ]),
  )
  const measured = head && (await countedNow(needs, head))
  await record(needs, asker, 'registry-staff', { facility, quality: true })
  const staff = talliesOf(total ?? NO_TALLIES).practitioner
  const tallies = { facility: measured?.tally ?? [], practitioner: staff }
  const { definitions } = needs
  const mend = [
    ...toMend(method, definitions.facility, tallies, measured?.failures ?? []),
    ...toMend(method, definitions.practitioner, tallies, failingOf(method, faults)),
  ].toSorted(byGain)
  const scoreOfKind = (kind: 'facility' | 'practitioner') =>
    keptScore(scoreOf(method, { ...NOTHING_COUNTED, [kind]: tallies[kind] }))
  return accept({
    method,
    facility,
    head,
    mend,
    total: total && { ...total, ...keptScore(scoreOf(method, tallies)) },
    file: measured && scoreOfKind('facility'),
    staff: staff.length === 0 ? undefined : scoreOfKind('practitioner'),
  })
}

const NO_TALLIES = { facilityTally: [], practitionerTally: [] }

function failingOf(method: QualityMethod, faults: readonly StaffFault[]): Failing[] {
  return faults.flatMap(({ fault, people, count }) => {
    const [id, section = '', field = ''] = fault.split('|')
    const rule = method.rules.practitioner.findIndex((one) => one.id === id)
    if (rule < 0) return []
    return {
      rule,
      count,
      files: people,
      ...(section === '' ? {} : { section }),
      ...(field === '' ? {} : { field }),
    }
  })
}

export type StaffQuality = { readonly staff: readonly StaffToMend[]; readonly more: boolean }

/** The staff of a facility, the worst file first; the reading is on record. Refuses as `readFacilityQuality` does. */
export async function readStaffQuality(
  needs: ProfileNeeds,
  asker: Asker,
  asked: {
    readonly facility: string
    readonly section?: string | undefined
    readonly field?: string | undefined
    readonly after?: { readonly score: number; readonly subject: string } | undefined
    readonly limit: number
  },
): Promise<Outcome<StaffQuality>> {
  const reached = await reachFacility(needs, asker, asked.facility)
  if (!reached.ok) return reached
  const facility = reached.value
  const day = vietnamDay(needs.now())
  const staff = await withScope(needs.database, registryScopeOf(asker), (trx) =>
    listStaffWorst(trx, { ...asked, facility, day, limit: asked.limit + 1 }),
  )
  const page = staff.slice(0, asked.limit)
  await record(needs, asker, 'registry-staff', { facility, count: page.length, quality: true })
  return accept({ staff: page, more: staff.length > asked.limit })
}

async function reachFacility(
  needs: ProfileNeeds,
  asker: Asker,
  asked: string,
): Promise<Outcome<string>> {
  const facility = asked === 'own' ? asker.facility : asked
  if (facility === undefined) return refuse('not-found', 'registry.no-own-file', 'facility')
  const scope = registryScopeOf(asker)
  const authority = await withScope(needs.database, scope, (trx) => authoritiesOf(trx, [facility]))
  if (isOwn(asker, facility, authority.get(facility))) return accept(facility)
  await record(needs, asker, 'registry-staff', { facility, quality: true }, 'refused')
  return refuse('forbidden', 'registry.not-own-authority', 'facility')
}

async function record(
  needs: ProfileNeeds,
  asker: Asker,
  what: 'registry-profile' | 'registry-staff',
  detail: Readonly<Record<string, string | number | boolean>>,
  action: 'read' | 'refused' = 'read',
): Promise<void> {
  const isOwnWork = asker.province === undefined && asker.role !== 'ministry-officer'
  await recordAudit(needs.database, [
    {
      at: needs.now(),
      action,
      caller: auditCallerOf(asker),
      what,
      ...(action === 'refused' ? {} : { purpose: isOwnWork ? 'administration' : 'supervision' }),
      detail,
    },
  ])
}
