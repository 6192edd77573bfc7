import type { z } from 'zod'
import { fieldsToForm, openCase, type OpenedCase } from '#cases'
import { inTransaction } from '#foundation/database'
import { enterScope, withScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { identifierKey } from '../identifiers.ts'
import { findHolders } from '../index-store.ts'
import type { WorkNeeds } from '../open-work.ts'
import { type Profile, statementsOf, textOf } from '../profile.ts'
import type { Scheme } from '../profile-definition.ts'
import type { Head } from '../profile-head.ts'
import { findVersion } from '../profile-store.ts'
import { findWithinReach } from '../read-profile.ts'
import { factsOf } from '../practice/practice-facts.ts'
import { PRACTICE_RULES, termOf } from '../practice/practice-rules.ts'
import { educationWindow, hoursInWindow } from './licence-alerts.ts'
import { licenceAt, licenceLife } from './licence-life.ts'
import { daysAfter } from './licence.ts'
import type { LicenceWork, readLicenceForm } from './licence-work-contract.ts'

/** By what number a file is sought, in this order. */
const SCHEMES: readonly Scheme[] = ['practice-licence', 'operating-licence', 'facility-code']

/** What the file already says for a form: by field. */
type Known = Readonly<Record<string, string>>

type Subject = { readonly head: Head; readonly profile: Profile }

/** What a kind of work is about, by its name. */
export function subjectOfWork(definition: string): 'facility' | 'practitioner' {
  return definition.startsWith('operating-') ? 'facility' : 'practitioner'
}

/**
 * The form by which a case of a licence is opened, begun with what the file says. Refuses `registry.unknown`, `registry.not-own-authority`, and
 * `cases.not-yours-to-open` for a kind of work that is not the caller's to begin.
 */
export async function readLicenceFormOf(
  needs: WorkNeeds,
  caller: Caller,
  asked: { readonly definition: LicenceWork; readonly subject: string },
): Promise<Outcome<z.input<typeof readLicenceForm.response>>> {
  const today = vietnamDay(needs.now())
  const definition = needs.cases.definitions.inForce(asked.definition, today)
  if (!definition.open.by.some(({ roles }) => roles.includes(caller.role)))
    return refuse('forbidden', 'cases.not-yours-to-open')
  const found = await findSubject(needs, caller, asked)
  if (!found.ok) return found
  const traits = traitsOf(found.value, definition.traits, today, undefined)
  const known = knownOf(found.value, today)
  const ground = { traits, fields: {} }
  const fields = fieldsToForm(definition, definition.open.fields, ground, caller.role)
  return accept({
    subject: found.value.head.subject,
    name: found.value.head.name,
    fields: fields.map((one) => {
      const value = known[one.field]
      return value === undefined ? one : { ...one, value }
    }),
  })
}

/**
 * Opens a case about a licence: by its holder, or by the authority that is responsible. What the law asks of the person follows from the file:
 * the competence test, foreign training, timeliness of a renewal.
 *
 * Refuses what `readLicenceFormOf` and `openCase` refuse; `cases.choice-not-yours` for a ground that is not the opener's to give.
 * Source: Law 15/2023/QH15, art. 27-35, 48-56.
 */
export async function openLicenceWorkOf(
  needs: WorkNeeds,
  caller: Caller,
  asked: {
    readonly definition: LicenceWork
    readonly subject: string
    readonly fields: Readonly<Record<string, string>>
  },
): Promise<Outcome<OpenedCase>> {
  const found = await findSubject(needs, caller, asked)
  if (!found.ok) return found
  const { head } = found.value
  const today = vietnamDay(needs.now())
  const definition = needs.cases.definitions.inForce(asked.definition, today)
  const parties =
    head.kind === 'facility'
      ? { facility: head.code ?? '' }
      : { practitioner: numberOf(found.value), ...mainPlace(found.value, today) }
  return inTransaction(needs.database, async (trx) => {
    enterScope(trx, { work: 'registry' })
    return openCase(trx, needs.cases, caller, {
      definition: asked.definition,
      province: head.authority,
      ...parties,
      traits: traitsOf(found.value, definition.traits, today, asked.fields['title']),
      fields: asked.fields,
    })
  })
}

async function findSubject(
  needs: WorkNeeds,
  caller: Caller,
  { definition, subject }: { readonly definition: LicenceWork; readonly subject: string },
): Promise<Outcome<Subject>> {
  const key =
    subject === 'own' || isRecordId(subject) ? subject : await subjectOfNumber(needs, subject)
  if (key === undefined) return refuse('not-found', 'registry.unknown', 'subject')
  const found = await findWithinReach(needs, caller, key)
  if (!found.ok) return found
  const { head } = found.value
  if (head.kind !== subjectOfWork(definition))
    return refuse('not-found', 'registry.unknown', 'subject')
  const kept = await withScope(needs.database, { work: 'registry' }, (trx) =>
    findVersion(trx, head.subject, { version: head.version }),
  )
  return kept
    ? accept({ head, profile: kept.profile })
    : refuse('not-found', 'registry.unknown', 'subject')
}

async function subjectOfNumber({ database }: WorkNeeds, written: string) {
  const sought = SCHEMES.map((scheme) => ({ scheme, value: identifierKey(scheme, written) }))
  const held = await withScope(database, { work: 'registry' }, (trx) => findHolders(trx, sought))
  return held[0]?.subject
}

/** The traits that a definition asks for, of everything that the file tells. */
function traitsOf(
  { head, profile }: Subject,
  wanted: object,
  today: string,
  given: string | undefined,
): Readonly<Record<string, string>> {
  const yes = (is: boolean) => (is ? 'yes' : 'no')
  const [identity] = statementsOf(profile, 'identity', today)
  const title = titleOf(profile, today) ?? given
  const expiresOn = licenceNow(profile, today)?.expiresOn
  const type = head.kind === 'facility' ? head.form : title
  const known = {
    traditional: yes(head.traditional),
    foreign: yes((textOf(identity, 'nationality') ?? '000') !== '000'),
    test: yes(needsTest(profile, title, today)),
    timely: yes(expiresOn === undefined || today <= daysAfter(expiresOn, -leadDays())),
    hospital: yes(head.form?.startsWith('hospital-') === true),
    ...(type === undefined ? {} : { type }),
  }
  return Object.fromEntries(Object.entries(known).filter(([name]) => name in wanted))
}

function needsTest(profile: Profile, title: string | undefined, today: string): boolean {
  if (factsOf(profile).licenceEvents.length > 0) return false
  const { titles } = PRACTICE_RULES
  const known = titles.find(({ code }) => code === title)
  // Before the title is known the test is asked for as soon as any title needs it.
  const days = (known ? [known] : titles).flatMap(({ testFrom }) => testFrom ?? [])
  return days.some((from) => from <= today)
}

/** What the form begins with. */
function knownOf({ head, profile }: Subject, today: string): Known {
  if (head.kind === 'facility') {
    const licence = statementsOf(profile, 'operating-licence').at(-1)
    const number = textOf(licence, 'number')
    return number === undefined ? {} : { 'licence-number': number }
  }
  const now = licenceNow(profile, today)
  const facts = factsOf(profile)
  const window = educationWindow(licenceLife(facts.licenceEvents), today)
  const hours = window && hoursInWindow(facts.education, window.from, today)
  return {
    ...(now?.number === undefined ? {} : { 'licence-number': now.number }),
    ...(now?.expiresOn === undefined ? {} : { expires: now.expiresOn }),
    ...(hours === undefined ? {} : { 'education-hours': String(Math.floor(hours)) }),
  }
}

function licenceNow(profile: Profile, today: string) {
  return licenceAt(licenceLife(factsOf(profile).licenceEvents), `${today}T23:59`)
}

function leadDays(): number {
  return termOf('renewal-lead', PRACTICE_RULES).count
}

function titleOf(profile: Profile, today: string): string | undefined {
  return textOf(statementsOf(profile, 'licence', today).at(-1), 'title')
}

function numberOf({ profile }: Subject): string {
  const identity = statementsOf(profile, 'identity')[0]
  return textOf(identity, 'personalId') ?? textOf(identity, 'foreignDocument') ?? ''
}

/** The main place of work, which is told. */
function mainPlace({ profile }: Subject, today: string): { readonly facility?: string } {
  const facility = textOf(statementsOf(profile, 'registration', today)[0], 'facility')
  return facility === undefined ? {} : { facility }
}
