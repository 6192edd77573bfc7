import type { Profile, Slot, Statement } from '../../profile.ts'
import { mayPractise, type PracticeQuestion } from '../may-practise.ts'
import { factsOf } from '../practice-facts.ts'

/** One practitioner's file, statement by statement, and the question about it on Tuesday 10/11/2026. */

export const HERE = '51001'
export const ELSEWHERE = '51002'
export const NUMBER = '000123/QNG-GPHN'
export const MORNING: Slot = { days: [1, 2, 3, 4, 5], from: '07:00', to: '16:30' }

export function said(
  section: string,
  values: Statement['values'],
  spell: { from?: string; to?: string } = {},
): Statement {
  const id = `${section}-${spell.from ?? ''}-${JSON.stringify(values).length}`
  return { id, section, values, provenance: {}, ...spell }
}

export const licence = said('licence', {
  documentType: 'GPHN',
  number: NUMBER,
  issuer: 'Sở Y tế Quảng Ngãi',
  issuedOn: '2024-03-15',
  validTo: '2029-03-15',
  title: 'BS',
})
export const happened = (
  event: string,
  from: string,
  more: Statement['values'] = {},
  to?: string,
) =>
  said(
    'licence-event',
    { licence: NUMBER, event, decidedOn: from, ...more },
    { from, ...(to ? { to } : {}) },
  )
export const registered = (
  facility: string,
  values: Statement['values'] = {},
  spell: { from?: string; to?: string } = { from: '2024-04-01' },
) => said('registration', { facility, licence: NUMBER, kind: 'regular', ...values }, spell)
export const scope = said(
  'licence-scope',
  { licence: '123/QNG-GPHN', scope: '32-V', kind: 'basic' },
  { from: '2024-03-15' },
)

export const profileOf = (...statements: Statement[]): Profile => ({
  subject: 'practitioner-1',
  kind: 'practitioner',
  statements,
})

/** Tuesday, 10/11/2026. */
export function ask(
  statements: readonly Statement[],
  time = '10:00',
  more: Partial<PracticeQuestion> = {},
) {
  return mayPractise(factsOf(profileOf(...statements)), {
    facility: HERE,
    instant: new Date(`2026-11-10T${time}:00+07:00`),
    ...more,
  })
}

export const codesIn = ({ reasons }: ReturnType<typeof mayPractise>) =>
  reasons.map(({ code }) => code)
export const regular = [licence, registered(HERE, { slots: [MORNING] })]
