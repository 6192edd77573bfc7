import type { DataClass } from '#vocabulary/data-class'
import { type DossierTables, rowsOf } from '#vocabulary/dossier-tables'
import { classOfCode, classOfWords, strictest } from './data-classes.ts'
import { parts } from './person-claim.ts'

/**
 * Which data class each part of a visit discloses.
 *
 * A visit whose main disease is sensitive is sensitive as a whole, but for a bare Encounter, the person and the card.
 * Otherwise each line goes by its own diagnosis and its own name, and everything that tells of the whole visit
 * (free texts, papers, the claim) goes by the strictest thing in it: a text cannot be cut safely.
 * See decisions/sensitive-classes.md.
 */
export type VisitClasses = {
  /** Of the main disease. */
  readonly main: DataClass
  /** Of what tells of the whole visit. */
  readonly whole: DataClass
  readonly ofCode: (icd10: string) => DataClass
  /** Of a line: by the diagnoses that justified it and the names in it. */
  readonly ofLine: (
    icd10: string | undefined,
    ...names: readonly (string | undefined)[]
  ) => DataClass
}

/** MA_TAI_NAN 6: self-harm. QĐ 5937/QĐ-BYT 2021, annex 4. */
const SELF_HARM = '6'

export function visitClasses(tables: DossierTables): VisitClasses {
  const [summary = {}] = rowsOf(tables, 'XML1')
  const main = classOfCode(summary['MA_BENH_CHINH'] ?? '')
  const codes = [...parts(summary['MA_BENH_CHINH']), ...parts(summary['MA_BENH_KT'])]
  const texts = [
    summary['LY_DO_VV'],
    summary['LY_DO_VNT'],
    summary['CHAN_DOAN_VAO'],
    summary['CHAN_DOAN_RV'],
  ]
  const whole = strictest([
    main,
    ...codes.map(classOfCode),
    classOfWords(...texts, summary['PP_DIEU_TRI'], summary['GHI_CHU']),
    rowsOf(tables, 'XML6').length > 0 ? 'hiv' : 'ordinary',
    summary['MA_TAI_NAN'] === SELF_HARM ? 'mental-health' : 'ordinary',
    ...linesIn(tables),
  ])
  return {
    main,
    whole,
    ofCode: (icd10) => own(classOfCode(icd10), main),
    ofLine: (icd10, ...names) =>
      own(strictest([...parts(icd10).map(classOfCode), classOfWords(...names)]), main),
  }
}

/** Nothing in a visit whose main disease is sensitive is ordinary. */
function own(dataClass: DataClass, main: DataClass): DataClass {
  return dataClass === 'ordinary' ? main : dataClass
}

/** Lines that disclose: the claim and the papers list them too. */
function linesIn(tables: DossierTables): DataClass[] {
  return [
    ...rowsOf(tables, 'XML2').map((row) => classOfWords(row['TEN_THUOC'])),
    ...rowsOf(tables, 'XML3').map((row) =>
      strictest([...parts(row['MA_BENH']).map(classOfCode), classOfWords(row['TEN_DICH_VU'])]),
    ),
    ...rowsOf(tables, 'XML4').map((row) => classOfWords(row['TEN_CHI_SO'], row['KET_LUAN'])),
    ...rowsOf(tables, 'XML7').map((row) =>
      row['MA_DINH_CHI_THAI'] === '1' ? ('reproductive' as const) : 'ordinary',
    ),
    ...rowsOf(tables, 'XML11').map((row) =>
      row['MA_DINH_CHI_THAI'] === '1' ? ('reproductive' as const) : 'ordinary',
    ),
    ...rowsOf(tables, 'XML15').map((row) =>
      row['PHANLOAI_LAO_HIV'] === '1' ? ('hiv' as const) : 'ordinary',
    ),
  ]
}
