import { lookUp } from './look-up.ts'

/**
 * Units as laboratories write them, in UCUM. Only spellings that can mean one thing; any other keeps its text.
 * Key: lower case, micro as u, no blanks.
 */
const UCUM: Readonly<Record<string, string>> = {
  'g/l': 'g/L',
  'g/dl': 'g/dL',
  'mg/l': 'mg/L',
  'mg/dl': 'mg/dL',
  'ug/l': 'ug/L',
  'ug/dl': 'ug/dL',
  'ug/ml': 'ug/mL',
  'ng/ml': 'ng/mL',
  'ng/dl': 'ng/dL',
  'ng/l': 'ng/L',
  'pg/ml': 'pg/mL',
  'pg/dl': 'pg/dL',
  'mmol/l': 'mmol/L',
  'umol/l': 'umol/L',
  'nmol/l': 'nmol/L',
  'pmol/l': 'pmol/L',
  'meq/l': 'meq/L',
  'u/l': 'U/L',
  'ui/l': '[IU]/L',
  'iu/l': '[IU]/L',
  'u/ml': 'U/mL',
  'ui/ml': '[IU]/mL',
  'iu/ml': '[IU]/mL',
  'mui/l': 'm[IU]/L',
  'miu/l': 'm[IU]/L',
  'mui/ml': 'm[IU]/mL',
  'miu/ml': 'm[IU]/mL',
  'uui/ml': 'u[IU]/mL',
  'uiu/ml': 'u[IU]/mL',
  'giga/l': '10*9/L',
  '10^9/l': '10*9/L',
  '10*9/l': '10*9/L',
  'x10^9/l': '10*9/L',
  'k/ul': '10*3/uL',
  '10^3/ul': '10*3/uL',
  'tera/l': '10*12/L',
  '10^12/l': '10*12/L',
  '10*12/l': '10*12/L',
  'x10^12/l': '10*12/L',
  'm/ul': '10*6/uL',
  '10^6/ul': '10*6/uL',
  't/l': '10*12/L',
  'l/l': 'L/L',
  fl: 'fL',
  pg: 'pg',
  '%': '%',
  s: 's',
  giay: 's',
  giây: 's',
  'mm/h': 'mm/h',
  'mm/giờ': 'mm/h',
  mmhg: 'mm[Hg]',
  kpa: 'kPa',
  'mosm/kg': 'mosm/kg',
  'ml/min': 'mL/min',
  'ml/phút': 'mL/min',
  'ml/ph': 'mL/min',
  'copies/ml': '{copies}/mL',
  'bản sao/ml': '{copies}/mL',
  kg: 'kg',
  g: 'g',
  cm: 'cm',
  mm: 'mm',
}

/** `G/L` (giga per litre, as French-schooled laboratories write) and `g/L` differ by their capital alone. */
const BY_CASE: Readonly<Record<string, string>> = { 'G/L': '10*9/L', 'T/L': '10*12/L' }

/** The UCUM code of a unit as written; undefined when we do not know for sure. */
export function ucumOf(unit: string): string | undefined {
  const plain = unit.normalize('NFC').replaceAll(/\s/g, '').replaceAll(/[µμ]/g, 'u')
  return lookUp(BY_CASE, plain) ?? lookUp(UCUM, plain.toLowerCase())
}
