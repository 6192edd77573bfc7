import type { TableRow } from '#vocabulary/dossier-tables'
import type { Concept } from '#terminology'
import { isForwarded, ownService, UNLISTED_DRUG } from './facility-list-rules.ts'
import { HOSPITAL_CHECKS } from './instruments.ts'
import { shown } from './money.ts'
import { eachRow, example, PRACTICE, type VisitRule } from './rule-forms.ts'
import { textIn } from './visit.ts'
import { toNumber } from './written-values.ts'

/**
 * Drugs, supplies and services as the facility had them approved. One code may stand for several products:
 * their properties are then lists separated by `|`, all in one order.
 */

type Approved = Readonly<Record<string, string>>

/** A field of the line, the property of the list that it must equal, and what people call it. */
type Compared = { readonly field: string; readonly property: string }

const DRUG: readonly Compared[] = [
  { field: 'SO_DANG_KY', property: 'registration' },
  { field: 'TT_THAU', property: 'tender' },
  { field: 'TEN_THUOC', property: 'name' },
  { field: 'HAM_LUONG', property: 'strength' },
]

const SUPPLY: readonly Compared[] = [
  { field: 'TT_THAU', property: 'tender' },
  { field: 'TEN_VAT_TU', property: 'name' },
]

const SERVICE: readonly Compared[] = []

/** Warnings only: the facility's list may lag behind the approval. */
export const approvedItemRules: readonly VisitRule[] = [
  ...DRUG.map((one) => asApproved('XML2', 'MA_THUOC', 'drug', DRUG, one, 'outpatient', 'XML2[1]')),
  ...SUPPLY.map((one) =>
    asApproved('XML3', 'MA_VAT_TU', 'supply', SUPPLY, one, 'inpatient', 'XML3[4]'),
  ),
  notDearer('XML2', 'MA_THUOC', 'drug', DRUG, 'DON_GIA', 'outpatient', 'XML2[1]'),
  notDearer('XML3', 'MA_VAT_TU', 'supply', SUPPLY, 'DON_GIA_BH', 'inpatient', 'XML3[4]'),
  notDearer('XML3', 'MA_DICH_VU', 'service', SERVICE, 'DON_GIA_BH', 'outpatient', 'XML3[1]'),
]

type ItemList = 'drug' | 'supply' | 'service'

function asApproved(
  table: 'XML2' | 'XML3',
  codeField: string,
  list: ItemList,
  all: readonly Compared[],
  compared: Compared,
  base: string,
  line: string,
): VisitRule {
  const { field, property } = compared
  return {
    ...PRACTICE,
    id: `approved.${list}-${property}`,
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: `${field} “{value}” khác danh mục của cơ sở: “{approved}”.`,
      en: `${field} “{value}” differs from the facility’s list: “{approved}”.`,
    },
    remedy: {
      vi: `Ghi ${field} đúng như danh mục đã được phê duyệt, hoặc cập nhật danh mục.`,
      en: `Write ${field} as approved, or update the list.`,
    },
    examples: { passes: example(base), fails: example(base, { [`${line}/${field}`]: 'KHÁC-01' }) },
    check: eachRow(table, (row, at, visit, report) => {
      const value = textIn(row, field)
      const code = codeOf(row, list, codeField)
      if (value === '' || code === '') return
      const found = visit.codes.find(list, code, () => at(codeField))
      if (typeof found !== 'object') return
      const approved = closest(row, found, all)[property] ?? ''
      if (approved !== '' && value.trim() !== approved) report(at(field), { value, approved })
    }),
  }
}

function notDearer(
  table: 'XML2' | 'XML3',
  codeField: string,
  list: ItemList,
  all: readonly Compared[],
  field: string,
  base: string,
  line: string,
): VisitRule {
  return {
    ...PRACTICE,
    id: `approved.${list}-price`,
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: `${field} {value} cao hơn giá được phê duyệt {approved}.`,
      en: `${field} {value} is above the approved price {approved}.`,
    },
    remedy: {
      vi: 'Kiểm tra giá trúng thầu hoặc giá dịch vụ trong danh mục của cơ sở.',
      en: 'Check the tender or service price in the facility’s list.',
    },
    examples: { passes: example(base), fails: example(base, { [`${line}/${field}`]: '9999999' }) },
    check: eachRow(table, (row, at, visit, report) => {
      const price = toNumber(row[field])
      const code = codeOf(row, list, codeField)
      if (price === undefined || code === '') return
      const found = visit.codes.find(list, code, () => at(codeField))
      if (typeof found !== 'object') return
      const approved = toNumber(closest(row, found, all)['price'])
      if (approved !== undefined && price > approved + 0.001)
        report(at(field), { value: shown(price), approved: shown(approved) })
    }),
  }
}

/** The code to look up; none for what no facility lists. */
function codeOf(row: TableRow, list: ItemList, codeField: string): string {
  const code = textIn(row, codeField)
  if (list === 'drug') return UNLISTED_DRUG.test(code) || isForwarded(row) ? '' : code
  if (list === 'supply') return code
  return textIn(row, 'MA_VAT_TU') === '' ? (ownService(code)[0] ?? '') : ''
}

/** Of several products under one code, the one that the line means: it agrees in most of what is compared. */
function closest(row: TableRow, concept: Concept, all: readonly Compared[]): Approved {
  const products = productsOf(concept)
  const agreement = (product: Approved) =>
    all.filter(({ field, property }) => textIn(row, field) === product[property]).length
  return products.reduce((best, one) => (agreement(one) > agreement(best) ? one : best))
}

const products = new WeakMap<Concept, readonly [Approved, ...Approved[]]>()

function productsOf(concept: Concept): readonly [Approved, ...Approved[]] {
  const known = products.get(concept)
  if (known) return known
  const columns = Object.entries(concept.properties).map(
    ([property, text]) => [property, text.split('|')] as const,
  )
  const count = Math.max(1, ...columns.map(([, values]) => values.length))
  const product = (index: number): Approved =>
    Object.fromEntries(
      columns.map(([property, values]) => [property, values[index] ?? values[0] ?? '']),
    )
  const further = Array.from({ length: count - 1 }, (_, index) => product(index + 1))
  const split: readonly [Approved, ...Approved[]] = [product(0), ...further]
  products.set(concept, split)
  return split
}
