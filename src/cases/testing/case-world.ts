import { randomBytes } from 'node:crypto'
import { inTransaction } from '#foundation/database'
import { WORKING_CALENDAR } from '#foundation/working-calendar'
import { makeDataKeys } from '#records'
import { newPersonId, type RecordId } from '#vocabulary/record-id'
import { parseCitizenNumber } from '#vocabulary/citizen-number'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { type TemporaryDatabase, temporaryDatabase } from '../../../tests/temporary-database.ts'
import type { FieldValues } from '../check-fields.ts'
import { holds } from '../conditions.ts'
import type { CaseDefinition, Relation, Step } from '../definition.ts'
import { type CaseCaller, type CaseNeeds, SYSTEM } from '../needs.ts'
import { type CaseToOpen, openCase } from '../open-case.ts'
import { readDefinitions } from '../read-definitions.ts'

/** Saturday, 21/11/2026, nine in the morning in Vietnam. */
export const START = new Date('2026-11-21T02:00:00Z')
export const HOSPITAL = '51001'
export const OTHER_HOSPITAL = '51002'
export const PROVINCE = '51'
/** The number under which the practitioner of these cases is registered. */
export const PRACTITIONER = '051085000123'
const OTHER_PRACTITIONER = '079190004567'

export type CaseWorld = AsyncDisposable & {
  readonly temporary: TemporaryDatabase
  readonly needs: CaseNeeds
  readonly person: RecordId
  readonly stranger: RecordId
  /** Moves the clock. */
  readonly pass: (hours: number) => void
  readonly open: (caller: CaseCaller, asked: Omit<CaseToOpen, 'person'>) => Promise<RecordId>
}

/** Cases over a database of their own, at a time that the test sets. */
export async function caseWorld(): Promise<CaseWorld> {
  const temporary = await temporaryDatabase()
  const clock = { now: START }
  const random = (count: number) => new Uint8Array(randomBytes(count))
  const needs: CaseNeeds = {
    database: temporary.database,
    now: () => clock.now,
    random,
    dataKeys: makeDataKeys(randomBytes(32).toString('base64')),
    definitions: readDefinitions(),
    calendar: WORKING_CALENDAR,
    facilityName: async (code) => `Bệnh viện ${code}`,
  }
  const person = newPersonId(START, random)
  return {
    temporary,
    needs,
    person,
    stranger: newPersonId(START, random),
    pass: (hours) => {
      clock.now = new Date(clock.now.getTime() + hours * 3_600_000)
    },
    open: async (caller, asked) => {
      const opened = await inTransaction(temporary.database, (trx) =>
        openCase(trx, needs, caller, { ...asked, person }),
      )
      if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
      return opened.value.case
    },
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
}

/** Somebody of a role, standing to the case as the relation says; or, without a relation, a stranger to it. */
export function callerOf(
  role: string,
  relation: Relation | undefined,
  world: Pick<CaseWorld, 'person' | 'stranger'> & Partial<Pick<CaseWorld, 'needs'>>,
): CaseCaller {
  if (role === 'system') return SYSTEM
  const account = relation === 'opener' ? 'opener' : `${role}-${relation ?? 'stranger'}`
  const practitioner = parseCitizenNumber(
    relation === 'practitioner' ? PRACTITIONER : OTHER_PRACTITIONER,
  )
  const facility = parseFacilityCode(relation === 'facility' ? HOSPITAL : OTHER_HOSPITAL)
  const strongAt = world.needs?.now()
  const confirmed = strongAt === undefined ? {} : { strongAt }
  const caller = { account, name: `Tên ${account}`, role, address: '127.0.0.1', ...confirmed }
  if (role === 'citizen')
    return { ...caller, person: relation === 'subject' ? world.person : world.stranger }
  if (role === 'practitioner')
    return practitioner.ok ? { ...caller, practitioner: practitioner.value } : caller
  if (role.startsWith('facility') || role === 'doctor')
    return facility.ok ? { ...caller, facility: facility.value } : caller
  if (role.startsWith('department') || role === 'inspector')
    return { ...caller, province: relation === 'province' ? PROVINCE : '79' }
  return caller
}

/** Something valid in every field that a step or an opening asks for; a choice that conditions ask about can be told. */
export function filled(
  definition: CaseDefinition,
  uses: Step['fields'],
  traits: Readonly<Record<string, string>> = {},
  told: FieldValues = {},
): FieldValues {
  const values: Record<string, string> = { ...told }
  for (const { field, when } of uses) {
    const known = definition.fields[field]
    if (known === undefined) throw new Error(field)
    if (holds(when, { traits, fields: values })) values[field] = told[field] ?? valid(known)
  }
  return Object.fromEntries(
    uses.flatMap(({ field }) => (field in values ? [[field, values[field] ?? '']] : [])),
  )
}

function valid(known: CaseDefinition['fields'][string]): string {
  switch (known.kind) {
    case 'text':
      return 'nội dung hợp lệ '
        .repeat(known.max > 40 ? 2 : 1)
        .slice(0, known.max)
        .trim()
        .padEnd(known.min, 'x')
    case 'choice':
      return known.choices[0]?.code ?? ''
    case 'day':
      return '2026-11-01'
    case 'moment':
      return '2026-11-01T08:00'
    case 'count':
      return String(known.min)
    case 'accept':
      return 'yes'
  }
}

/** A code for every trait that a definition wants: the first of its choices. */
export function traitsFor(definition: CaseDefinition): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(definition.traits).map(([name, { choices }]) => [
      name,
      choices?.[0]?.code ?? 'A1',
    ]),
  )
}
