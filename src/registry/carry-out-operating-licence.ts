import type { TakenStep } from '#cases'
import type { Trx } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { Asker } from './asker.ts'
import { textIn } from './case-text.ts'
import { appendChange } from './evidence-store.ts'
import { licenceKey } from './licence/licence-number.ts'
import { closing, type HeldFile, holdFile, recordStep } from './process-step.ts'
import type { Change } from './profile-change.ts'
import { type Profile, type Statement, statementsOf, textOf } from './profile.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import { refreshListing } from './look-up/refresh-listing.ts'
import { publishProfile } from './publish-profile.ts'

type Decision = (
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  subject: RecordId,
  taken: TakenStep,
) => Promise<Outcome<unknown>>

/** A licence that is issued: its paper and the event. Refuses `registry.number-taken` when another facility holds the number. Source: Law 15/2023/QH15, art. 49-52. */
export const issueOperatingLicence: Decision = async (trx, needs, by, subject, taken) => {
  const issuer = await issuerOf(needs, taken.case.province ?? '')
  return decided(trx, needs, by, subject, 'issue', ({ profile }) => {
    const paper = {
      number: textIn(taken, 'licence-number'),
      issuer,
      issuedOn: textIn(taken, 'decision-day'),
      scope: textIn(taken, 'scope'),
      site: textIn(taken, 'address').slice(0, SITE_MAX),
    }
    const known = licenceOf(profile, paper.number)
    return [
      known
        ? { act: 'correct', statement: known.id, values: paper }
        : { act: 'add', section: 'operating-licence', values: paper },
      event('issue', taken, textIn(taken, 'name')),
    ]
  })
}

/** Characters of a licensed site, as the definition has it. */
const SITE_MAX = 250

/**
 * A licence that is adjusted: the event, and what of name, address and scope changes with it from its day. A new person responsible and a new
 * size stand in the event; the facility writes them into its file with what belongs to them.
 * Refuses `registry.no-licence-in-force` for a number that is not in the file. Source: Law 15/2023/QH15, art. 53.
 */
export const adjustOperatingLicence: Decision = async (trx, needs, by, subject, taken) =>
  decided(trx, needs, by, subject, 'adjust', ({ profile }) => {
    const licence = licenceOf(profile, textIn(taken, 'licence-number'))
    if (licence === undefined) return undefined
    const from = dayOf(taken)
    const [name, address, commune, scope] = [
      textIn(taken, 'name'),
      textIn(taken, 'address'),
      textIn(taken, 'commune'),
      textIn(taken, 'scope'),
    ]
    return [
      ...renewed(profile, 'administrative', from, name === '' ? {} : { name }),
      ...renewed(profile, 'address', from, {
        ...(address === '' ? {} : { text: address }),
        ...(commune === '' ? {} : { commune }),
      }),
      ...(scope === ''
        ? []
        : [{ act: 'correct', statement: licence.id, values: { scope } } as const]),
      event('adjust', taken, adjustedIn(taken)),
    ]
  })

/** A licence that is suspended, in whole or in part, for so many months. Source: Law 15/2023/QH15, art. 54-55. */
export const suspendOperatingLicence: Decision = async (trx, needs, by, subject, taken) =>
  decided(trx, needs, by, subject, 'suspend', () => [
    {
      ...event('suspend', taken, textIn(taken, 'scope-part') || textIn(taken, 'facts')),
      ...endOf(dayOf(taken), Number(taken.fields['months'])),
    },
  ])

/** A suspension that is lifted. */
export const liftSuspension: Decision = async (trx, needs, by, subject, taken) =>
  decided(trx, needs, by, subject, 'lift', () => [event('lift', taken, textIn(taken, 'remedy'))])

/** A licence that is revoked. Source: Law 15/2023/QH15, art. 56. */
export const revokeOperatingLicence: Decision = async (trx, needs, by, subject, taken) =>
  decided(trx, needs, by, subject, 'revoke', () => [
    event('revoke', taken, textIn(taken, 'scope-part') || textIn(taken, 'facts')),
  ])

/** A decision holds at once: what was public stays public with it, and a draft around it stays a draft. */
async function decided(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  subject: RecordId,
  what: string,
  changesOf: (file: HeldFile) => readonly Change[] | undefined,
): Promise<Outcome<unknown>> {
  const file = await holdFile(trx, subject)
  if (file === undefined) return refuse('not-found', 'registry.unknown')
  const changes = changesOf(file)
  if (changes === undefined)
    return refuse('conflict', 'registry.no-licence-in-force', 'licence-number')
  const reason = `operating-licence-${what}`
  const { head: former } = file
  const { dataState } = former
  const recorded = await recordStep(trx, needs, file, { by, why: reason, dataState, changes })
  if (!recorded.ok) return recorded
  const { version } = recorded.value
  await appendChange(trx, { subject, version, what: 'standing', at: needs.now() })
  if (former.publishedVersion === former.version)
    return publishProfile(trx, needs, { subject, version, by, reason, dataState })
  await refreshListing(trx, needs, subject)
  return accept(recorded.value)
}

function event(
  what: 'issue' | 'adjust' | 'suspend' | 'lift' | 'revoke',
  taken: TakenStep,
  about: string,
): Change & { readonly act: 'add' } {
  const isPart = what === 'suspend' && textIn(taken, 'part') === 'part'
  return {
    act: 'add',
    section: 'operating-licence-event',
    from: dayOf(taken),
    values: {
      licence: textIn(taken, 'licence-number'),
      event: what,
      extent: isPart ? 'part' : 'whole',
      decisionNumber: textIn(taken, 'decision-number'),
      decidedOn: textIn(taken, 'decision-day'),
      about: about.slice(0, ABOUT_MAX),
    },
  }
}

/** Characters of what an event is about, as the definition has it. */
const ABOUT_MAX = 2_000

/** From which day a decision holds. */
function dayOf(taken: TakenStep): string {
  return textIn(taken, 'from') || textIn(taken, 'decision-day')
}

function licenceOf(profile: Profile, number: string): Statement | undefined {
  return statementsOf(profile, 'operating-licence').find(
    (one) => licenceKey(textOf(one, 'number') ?? '') === licenceKey(number),
  )
}

/** What held of a section goes on from a day with some values changed; nothing when none are. */
function renewed(
  profile: Profile,
  section: string,
  from: string,
  values: Readonly<Record<string, string>>,
): Change[] {
  if (Object.keys(values).length === 0) return []
  const held = statementsOf(profile, section, from)[0]
  return [
    ...closing(profile, section, from),
    { act: 'add', section, from, values: { ...held?.values, ...values } },
  ]
}

/** Everything that was asked to change, as the decision names it. */
function adjustedIn(taken: TakenStep): string {
  const said = ['name', 'address', 'commune', 'scope', 'responsible', 'beds'] as const
  return said
    .flatMap((field) =>
      textIn(taken, field) === '' ? [] : `${ADJUSTED[field]}: ${textIn(taken, field)}`,
    )
    .join('; ')
}

const ADJUSTED = {
  name: 'Tên',
  address: 'Địa chỉ',
  commune: 'Mã xã',
  scope: 'Phạm vi hoạt động chuyên môn',
  responsible: 'Người chịu trách nhiệm chuyên môn kỹ thuật',
  beds: 'Số giường',
} as const

const ISSUERS: Readonly<Record<string, string>> = {
  '00': 'Bộ Y tế',
  '97': 'Bộ Quốc phòng',
  '98': 'Bộ Công an',
}

/** The name of the organ that issues, by the code of the authority: a province's, or 00, 97, 98 of the ministries. Source: Law 15/2023/QH15, art. 28. */
export async function issuerOf(needs: ProfileNeeds, authority: string): Promise<string> {
  const own = ISSUERS[authority]
  if (own !== undefined) return own
  const lists = await needs.listsFor(vietnamDay(needs.now()), '')
  const province = lists.find('province', authority)?.display ?? authority
  return `Sở Y tế ${province.replace(/^(Tỉnh|Thành phố) /, '')}`
}

/** The last day of so many months from a day. Source: Civil Code 91/2015/QH13, art. 148. */
function endOf(from: string, months: number): { readonly to?: string } {
  if (!(months > 0)) return {}
  const end = new Date(from)
  end.setUTCMonth(end.getUTCMonth() + months)
  return { to: new Date(end.getTime() - 86_400_000).toISOString().slice(0, 10) }
}
