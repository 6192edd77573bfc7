import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { checkFile } from '#intake'
import { defaultRuleSettings } from '#rules'
import { starterLists } from '#terminology'

async function errorsOf(file: string): Promise<string[]> {
  const listsOn = await starterLists()
  const needs = {
    now: () => new Date('2026-11-20T05:00:00Z'),
    listsFor: async (day: string) => listsOn(day),
    ruleSettings: defaultRuleSettings,
  }
  const dossiers = await checkFile(needs, await readFile(`samples/${file}`))
  return dossiers.flatMap(({ findings }) =>
    findings.filter((finding) => finding.severity === 'error').map((finding) => finding.at),
  )
}

test.each(['visit-outpatient.xml', 'visit-inpatient.xml', 'check-in.xml'])(
  'the sample %s has no error',
  async (file) => {
    expect(await errorsOf(file)).toEqual([])
  },
)

test('the sample with errors shows where they are', async () => {
  expect(await errorsOf('visit-with-errors.xml')).toEqual(['XML3[2]/NGAY_KQ'])
})
