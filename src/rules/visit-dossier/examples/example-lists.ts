import type { Concept, ListName, Lists } from '#terminology'

/** Small lists that know the codes of the synthetic dossiers, and those that examples use to fail. */
const CODES: Readonly<Partial<Record<ListName, readonly string[]>>> = {
  icd10: 'J00 J20 K35.8 I10 I11 B20 A15.0 O80 O20.0 N40 Y83.1 Z00.0 B24'.split(' '),
  'icd10-not-main': ['Y83.1'],
  'icd10-female-only': ['O80'],
  'icd10-male-only': ['N40'],
  'traditional-disease': ['U62.011'],
  'icd9-procedure': ['47.01'],
  'patient-category': '1.1 1.2 1.3 1.5 1.7 2 3.3 9'.split(' '),
  'care-form': '01 02 03 04 05 06 07 08 09 10 11'.split(' '),
  'discharge-type': '1 2 3 4 5'.split(' '),
  'treatment-outcome': '1 2 3 4 5 6 7 8'.split(' '),
  'ethnic-group': ['01', '19'],
  nationality: ['000', '901'],
  occupation: ['00', '33'],
  province: ['01', '51'],
  commune: ['00070', '21010'],
  'drug-route': ['1.01', '2.15'],
  fuel: ['D1S5V1'],
  'lab-index': ['HGB', 'SIEUAMOBUNG'],
  ward: ['K01', 'K19', 'K27'],
  'tb-regimen': Array.from({ length: 25 }, (_, index) => String(index + 1)),
  facility: ['51001', '51002', '01999'],
  'facility-ward': ['K01', 'K19', 'K27'],
  machine: ['HH.1.THU0001', 'SA.1.THU0002'],
  bed: ['K19.H012'],
}

const STAFF = ['000001', '000002', '000003', '000009'].map((number) =>
  concept(`${number}/QNG-GPHN`, { licence_from: '2024-01-01', licence_to: '2028-12-31' }),
)

const CONCEPTS: Readonly<Partial<Record<ListName, readonly Concept[]>>> = {
  staff: [
    ...STAFF,
    concept('000666/QNG-GPHN', { licence_from: '2020-01-01', licence_to: '2024-12-31' }),
  ],
  drug: [
    concept('40.48', {
      name: 'Thuốc thử Paracetamol 500|Thuốc thử Paracetamol 500',
      strength: '500mg|500mg',
      registration: 'THU-00001-26|THU-00002-26',
      tender: '12/QĐ-SYT;G1;N1;2026|13/QĐ-SYT;G1;N1;2026',
      price: '12000|9000',
    }),
  ],
  supply: [
    concept('N03.04.010', {
      name: 'Bộ trô-ca thử',
      tender: '15/QĐ-SYT;G1;N3;2026',
      price: '150000',
    }),
  ],
  service: [
    concept('02.03.1898', { price: '40000' }),
    ...'22.0120.1370 27.0187.2039 18.0015.0001 K19.1922 13.0033.0614'
      .split(' ')
      .map((code) => concept(code, {})),
  ],
  'cost-group': [
    ...['4', '7', '17'].map((code) => concept(code, { table: 'XML2' })),
    ...'1 2 3 8 10 12 13 14 15 16 18 19'.split(' ').map((code) => concept(code, { table: 'XML3' })),
  ],
}

/** Lists in memory; `without` names lists that shall not be loaded. */
export function exampleLists(day: string, without: readonly ListName[] = []): Lists {
  const missing = new Set(without)
  const conceptsOf = (list: ListName): readonly Concept[] =>
    CONCEPTS[list] ?? (CODES[list] ?? []).map((code) => concept(code, {}))
  return {
    day,
    isLoaded: (list) => !missing.has(list) && conceptsOf(list).length > 0,
    find: (list, code) => conceptsOf(list).find((one) => one.code === code),
    all: conceptsOf,
    versionOf: (list) => (missing.has(list) ? undefined : `example/${list}`),
    fingerprint: 'example',
  }
}

function concept(code: string, properties: Readonly<Record<string, string>>): Concept {
  return { code, display: code, properties, validFrom: '2000-01-01' }
}
