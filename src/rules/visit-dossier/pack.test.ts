import { expect, test } from 'vitest'
import { defaultRuleSettings, type RuleSettings } from '../engine/settings.ts'
import type { Example } from '../engine/rule.ts'
import { applyExample, bases } from './examples/apply-example.ts'
import { exampleLists } from './examples/example-lists.ts'
import { judgeCheckIn, judgeDossier } from './judge-dossier.ts'
import { checkInRules, dossierRules } from './pack.ts'
import { titleOfRule } from './rule-title.ts'
import { WRITTEN_COST_TITLES } from './written-cost-titles.ts'
import { WRITTEN_TITLES } from './written-titles.ts'

const rules = [...new Set([...dossierRules, ...checkInRules])]

/** Every rule on, those too that wait for an operator to want them. */
const everything: RuleSettings = {
  version: 'everything',
  switches: rules
    .filter((rule) => rule.off)
    .map(({ id }) => ({ rule: id, on: true, reason: 'test' })),
}

function findingsOf(example: Example, settings = everything) {
  const dossier = applyExample(example)
  const lists = exampleLists('2026-11-10')
  return example.base === 'check-in'
    ? judgeCheckIn(dossier, lists, settings).findings
    : judgeDossier(dossier, lists, settings).findings
}

test.each(rules.map((rule) => [rule.id, rule] as const))(
  'rule %s passes its good example and finds its bad one',
  (id, rule) => {
    expect(findingsOf(rule.examples.passes).filter((finding) => finding.rule === id)).toEqual([])
    const found = findingsOf(rule.examples.fails).filter((finding) => finding.rule === id)
    expect(found.length).toBeGreaterThan(0)
    expect(found.map((finding) => finding.severity)).toContain(rule.severity)
    for (const { message, remedy } of found)
      expect(JSON.stringify([message, remedy])).not.toMatch(/\{\w+\}/)
  },
)

test('every rule has its own id, an instrument, and texts in both languages', () => {
  expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length)
  for (const rule of rules) {
    expect(rule.id).toMatch(/^[a-z0-9-]+\.[a-z0-9-]+$/)
    for (const text of [
      rule.instrument,
      rule.message.vi,
      rule.message.en,
      rule.remedy.vi,
      rule.remedy.en,
    ])
      expect(text.length).toBeGreaterThan(4)
  }
})

test('every rule has a title of its own that needs no dossier to be read', () => {
  for (const language of ['vi', 'en'] as const) {
    const titles = rules.map((rule) => titleOfRule(rule)[language])
    expect(new Set(titles).size).toBe(titles.length)
    for (const title of titles) {
      expect(title).toMatch(/^[\p{Lu}\d].*[\p{L}\d)>\]”"/%]$/u)
      expect(title).not.toMatch(/[{}…=]$| {2}|“”|\(\)| [,;:]|\{\w+\}/)
      expect(title).not.toMatch(/ (vào|là|của|có|khác|on|of|by|is|are)$/)
      expect(title.length).toBeLessThan(160)
    }
  }
})

test('a written title belongs to a rule', () => {
  const ids = new Set(rules.map((rule) => rule.id))
  const written = Object.keys({ ...WRITTEN_TITLES, ...WRITTEN_COST_TITLES })
  expect(written.filter((id) => !ids.has(id))).toEqual([])
})

test('only certain rules may refuse', () => {
  expect(
    rules.filter((rule) => rule.severity === 'error' && rule.confidence !== 'certain'),
  ).toEqual([])
})

test.each([...bases.keys()])(
  'the synthetic dossier %s is without errors and warnings of our making',
  (base) => {
    const found = findingsOf({ base, changes: {} }, defaultRuleSettings)
    expect(found.filter((finding) => finding.severity === 'error')).toEqual([])
    const expected = base === 'uninsured' ? [] : ['tables.summary-for-every-visit']
    const others = found.filter((finding) => !expected.includes(finding.rule))
    expect(others.map((finding) => `${finding.at} ${finding.rule} ${finding.message.en}`)).toEqual(
      [],
    )
  },
)
