import { describe, expect, test } from 'vitest'
import { byKey } from './list-csv.ts'
import type { ListName } from './list-names.ts'
import { type Concept, type Edition, listsOn } from './lists.ts'

function concept(
  code: string,
  display: string,
  validFrom = '2000-01-01',
  validTo?: string,
): Concept {
  return { code, display, properties: {}, validFrom, ...(validTo === undefined ? {} : { validTo }) }
}

function edition(over: Partial<Edition> & { list: ListName; codes: Concept[] }): Edition {
  const { codes, ...rest } = over
  return {
    id: 'one',
    owner: '',
    standing: 'starter',
    validFrom: '2000-01-01',
    source: 'test',
    ...rest,
    concepts: byKey(over.list, codes),
  }
}

describe('the lists of a day', () => {
  test('know a code only between its first and last day', () => {
    const forms = edition({
      list: 'care-form',
      codes: [
        concept('14', 'Khám từ xa', '2026-08-01'),
        concept('99', 'Cũ', '2000-01-01', '2026-07-31'),
      ],
    })
    expect(listsOn('2026-07-31', [forms]).find('care-form', '14')).toBeUndefined()
    expect(listsOn('2026-08-01', [forms]).find('care-form', '14')?.display).toBe('Khám từ xa')
    expect(listsOn('2026-07-31', [forms]).find('care-form', '99')?.display).toBe('Cũ')
    expect(listsOn('2026-08-01', [forms]).find('care-form', '99')).toBeUndefined()
  })

  test('say when no edition is in force, so that nobody mistakes silence for a wrong code', () => {
    const later = edition({
      list: 'icd10',
      validFrom: '2026-07-01',
      codes: [concept('J00', 'Viêm mũi họng cấp')],
    })
    expect(listsOn('2026-06-30', [later]).isLoaded('icd10')).toBe(false)
    expect(listsOn('2026-07-01', [later]).isLoaded('icd10')).toBe(true)
  })

  test('prefer an official edition to the one we ship, list by list', () => {
    const shipped = edition({
      id: 'a',
      list: 'icd10',
      validFrom: '2026-01-01',
      codes: [concept('J00', 'bản dùng thử')],
    })
    const official = edition({
      id: 'b',
      list: 'icd10',
      standing: 'official',
      codes: [concept('J00', 'bản chính thức')],
    })
    expect(listsOn('2026-11-10', [official, shipped]).find('icd10', 'J00')?.display).toBe(
      'bản chính thức',
    )
    expect(listsOn('2026-11-10', [shipped, official]).versionOf('icd10')).toBe('b')
  })

  test('find an ICD-10 code with or without its dot and marks', () => {
    const diseases = edition({ list: 'icd10', codes: [concept('A01.0†', 'Thương hàn')] })
    const lists = listsOn('2026-11-10', [diseases])
    expect(['A01.0', 'A010', 'a01.0'].map((code) => lists.find('icd10', code)?.display)).toEqual([
      'Thương hàn',
      'Thương hàn',
      'Thương hàn',
    ])
  })

  test('keep the lists of one facility apart from those of another', () => {
    const staff = edition({
      list: 'staff',
      owner: '51001',
      codes: [concept('000001/MAU-GPHN', 'Bác sĩ Mẫu')],
    })
    const lists = listsOn('2026-11-10', [staff])
    expect(lists.find('staff', '000001/MAU-GPHN', '51001')).toBeDefined()
    expect(lists.isLoaded('staff', '51002')).toBe(false)
  })

  test('change their fingerprint with any edition', () => {
    const before = edition({ id: 'a', list: 'ward', codes: [concept('K01', 'Khám bệnh')] })
    const after = edition({ id: 'b', list: 'ward', codes: [concept('K01', 'Khoa Khám bệnh')] })
    expect(listsOn('2026-11-10', [before]).fingerprint).not.toBe(
      listsOn('2026-11-10', [after]).fingerprint,
    )
  })
})
