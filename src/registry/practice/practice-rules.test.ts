import { expect, test } from 'vitest'
import { readProfileDefinitions } from '../profile-definition.ts'
import { EXCEPTION_CODES, LICENCE_EVENT_KINDS, PRACTICE_RULES, termOf } from './practice-rules.ts'

const { titles, scopes, licence, exceptions, terms } = PRACTICE_RULES
const practitioner = readProfileDefinitions().practitioner
const codesOf = (list: string) => (practitioner.lists[list]?.codes ?? []).map(({ code }) => code)

test('every title, scope, event and ground of the law is one that a file can hold', () => {
  expect(titles.map(({ code }) => code).toSorted()).toEqual(codesOf('title').toSorted())
  expect(licence.events.map(({ kind }) => kind).toSorted()).toEqual(
    [...LICENCE_EVENT_KINDS].toSorted(),
  )
  expect(codesOf('licence-event').toSorted()).toEqual([...LICENCE_EVENT_KINDS].toSorted())
  for (const { code } of licence.grounds) expect(codesOf('decision-ground')).toContain(code)
  for (const { code, annex } of scopes.scopes)
    expect(
      codesOf('scope').some((known) => known === code || known === `32-${annex}`),
      code,
    ).toBe(true)
})

test('each title has its code in the staff catalogue of the insurance, 8 being for pharmacists, who are none', () => {
  for (const { insuranceCode, code } of titles) {
    expect(insuranceCode, code).toMatch(/^[1-79]$/)
    expect(codesOf('staff-title')).toContain(insuranceCode)
  }
})

test('every exception and every term is there once, in force, with its source', () => {
  expect(exceptions.exceptions.map(({ code }) => code).toSorted()).toEqual(
    [...EXCEPTION_CODES].toSorted(),
  )
  for (const { id } of terms.terms) expect(termOf(id).source).not.toBe('')
  expect(termOf('trainees')).toMatchObject({ count: 5 })
  expect(terms.education).toMatchObject({ hours: 120, windowMonths: 60, alertsAtPercent: [50, 80] })
})

test('what begins on 01/01/2027 stands ready: the doctors’ test, the content of the system, the connection of new facilities', () => {
  const begins = terms.readiness.filter(({ from }) => from === '2027-01-01').map(({ id }) => id)
  expect(begins).toEqual(['information-system', 'connection-new-facility'])
  expect(
    titles.filter(({ testFrom }) => testFrom === '2027-01-01').map(({ code }) => code),
  ).toEqual(['BS'])
})

test('what was not read in a text of law is marked so', () => {
  const marked = exceptions.exceptions.filter(({ confidence }) => confidence !== 'official')
  expect(marked).toHaveLength(exceptions.exceptions.length)
  expect(
    scopes.scopes.filter(({ confidence }) => confidence === 'official').map(({ annex }) => annex),
  ).toEqual(['XII'])
})
