import { expect, test } from 'vitest'
import { facility } from '../../tests/intake-world.ts'
import { outpatientVisit } from '../../tests/sample-dossiers.ts'
import { starterLists } from '../terminology/index.ts'
import type { DossierTables } from '../vocabulary/dossier-tables.ts'
import { readableDossier } from './readable-dossier.ts'

const lists = (await starterLists())('2026-11-10')

const show = (tables: DossierTables, isTreating: boolean) => {
  const own = facility('01999')
  const views = readableDossier(tables, { day: '2026-11-10', lists, facility: own, isTreating })
  const fields = views.flatMap((view) =>
    view.lines.flatMap((line) =>
      line.fields.map((field) => [`${view.table}/${field.name}`, field] as const),
    ),
  )
  return {
    views,
    field: (at: string) => new Map<string, (typeof fields)[number][1]>(fields).get(at),
  }
}

const hivCare: DossierTables = {
  ...outpatientVisit({ MA_BENH_CHINH: 'B20', CHAN_DOAN_RV: 'Bệnh do HIV' }),
  XML6: [{ MA_LK: 'A1', GIAI_DOAN_LAM_SANG: '2' }],
}

test('the facility that treated reads everything, codes with their meaning', () => {
  const { field } = show(hivCare, true)
  expect(field('XML1/MA_BENH_CHINH')).toMatchObject({ value: 'B20' })
  expect(field('XML6/GIAI_DOAN_LAM_SANG')).toMatchObject({ value: '2' })
})

test('everybody else sees of HIV care that there is a table, and not what it says', () => {
  const { views, field } = show(hivCare, false)
  expect(views.find(({ table }) => table === 'XML6')?.masked).toBe(true)
  expect(JSON.stringify(views)).not.toMatch(/B20|HIV_VALUE|Bệnh do HIV/)
  for (const at of ['XML6/GIAI_DOAN_LAM_SANG', 'XML1/MA_BENH_CHINH', 'XML2/TEN_THUOC']) {
    expect(field(at), at).toMatchObject({ value: '•••', masked: true })
  }
  expect(field('XML1/T_THUOC')).toMatchObject({ value: '7200' })
})

test.each(['F20', 'O04'])('the code %s alone hides what would disclose it', (code) => {
  const { field } = show(outpatientVisit({ MA_BENH_KT: code }), false)
  expect(field('XML1/MA_BENH_KT')).toMatchObject({ masked: true })
})

test('an ordinary illness hides nothing', () => {
  const { field } = show(outpatientVisit(), false)
  expect(field('XML1/MA_BENH_CHINH')).toMatchObject({ value: 'J00' })
})
