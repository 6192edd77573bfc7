import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  type DossierTables,
  TABLE_NAMES,
  type TableName,
  type TableRow,
} from '#vocabulary/dossier-tables'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { starterLists } from '#terminology'
import { defaultRuleSettings } from '../engine/settings.ts'
import { applyExample } from './examples/apply-example.ts'
import { dictionaryOn } from './field-dictionary.ts'
import { judgeCheckIn, judgeDossier } from './judge-dossier.ts'

/** Worked samples that lie beside the project, where it is developed; a clone without them skips these tests. */
const SAMPLES = new URL('../../../../shared/samples/', import.meta.url)

describe.skipIf(!existsSync(SAMPLES))('the worked samples beside the project', () => {
  test.each(['visit-outpatient.xml', 'visit-inpatient.xml'])('%s has no errors', async (file) => {
    const listsOf = await starterLists()
    const outer = readFileSync(new URL(file, SAMPLES), 'utf8')
    const tables: Partial<Record<TableName, readonly TableRow[]>> = {}
    const files = outer.matchAll(/<LOAIHOSO>(\w+)<\/LOAIHOSO>\s*<NOIDUNGFILE>([^<]+)</g)
    for (const [, name = '', content = ''] of files) {
      const table = TABLE_NAMES.find((one) => one === name)
      if (table) tables[table] = rowsIn(Buffer.from(content, 'base64').toString('utf8'), table)
    }
    const dossier = sent(tables)
    const { findings, ruleSet } = judgeDossier(dossier, listsOf('2026-11-10'), defaultRuleSettings)
    expect(findings.filter((finding) => finding.severity === 'error')).toEqual([])
    expect(ruleSet).toContain('/1931/')
    const warnings = findings.filter((finding) => finding.severity === 'warning')
    expect(warnings.map((finding) => finding.rule)).toEqual(
      file === 'visit-outpatient.xml'
        ? ['tables.summary-for-every-visit', 'signature.absent']
        : ['signature.absent'],
    )
  })

  test.each([
    'outpatient/checkin.xml',
    'inpatient/checkin-1-reception.xml',
    'inpatient/checkin-2-admission.xml',
  ])('%s has no errors', async (file) => {
    const listsOf = await starterLists()
    const rows = rowsIn(readFileSync(new URL(file, SAMPLES), 'utf8'), 'CHECKIN')
    const checkIn = sent({ CHECKIN: rows })
    const { findings } = judgeCheckIn(checkIn, listsOf('2026-11-10'), defaultRuleSettings)
    expect(findings.map((finding) => finding.rule)).toEqual(['signature.absent'])
  })
})

function sent(tables: DossierTables) {
  const row = tables.XML1?.[0] ?? tables.CHECKIN?.[0]
  const facility = parseFacilityCode(row?.['MA_CSKCB'] ?? '')
  if (!facility.ok) throw new Error('the sample names no facility')
  const received = applyExample({ base: 'outpatient', changes: { '@signature': 'absent' } })
  return { ...received, facility: facility.value, tables }
}

function rowsIn(xml: string, table: TableName): readonly TableRow[] {
  const path = dictionaryOn('2026-11-10')?.tables.get(table)?.path ?? ''
  const element = path.split('/').at(-1)?.trim() ?? ''
  const rows = xml.matchAll(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`, 'g'))
  return Array.from(rows, ([, body = '']) => fieldsIn(body))
}

function fieldsIn(body: string): TableRow {
  const fields = body.matchAll(/<(\w+)(?:\/>|>([^<]*)<\/\1>)/g)
  return Object.fromEntries(Array.from(fields, ([, tag = '', text = '']) => [tag, plain(text)]))
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
