import { isoDay, stamp } from './calendar.ts'
import type { Draft } from './draft.ts'
import { RETIRED_WARD, EXPIRED_LICENCE_DAY } from './facilities.ts'
import type { Row } from './line-rows.ts'
import type { Tables } from './write-tables.ts'

/** Mistakes as hospitals make them, each with the table rows it spoils. Undefined where the visit has nothing to spoil. */
type Fault = (tables: Tables, draft: Draft) => Tables | undefined

/** The chapter of imaging in the codes of services. */
const IMAGING = '18.'

const FAULTS = {
  'staff-not-listed': (tables) => changeRow(tables, 'XML3', 0, { MA_BAC_SI: '099999/QNG-GPHN' }),
  'order-before-arrival': (tables, draft) =>
    changeRow(tables, 'XML3', 1, { NGAY_YL: stamp(draft.arrived - 35) }),
  'tender-code-form': (tables) =>
    changeWhere(
      tables,
      'XML2',
      (row) => row['TT_THAU'] !== '',
      (row) => ({
        TT_THAU: (row['TT_THAU'] ?? '').replaceAll(';', '.'),
      }),
    ),
  'retired-ward': (tables, draft) =>
    draft.facility.wards.includes('K03') && isoDay(draft.ruleDay) > RETIRED_WARD.until
      ? changeRow(tables, 'XML3', 0, { MA_KHOA: RETIRED_WARD.code })
      : undefined,
  'expired-licence': (tables, draft) => {
    const expired = draft.facility.staff.find((member) => member.to !== undefined)
    if (!expired || isoDay(draft.ruleDay) <= EXPIRED_LICENCE_DAY) return undefined
    return changeRow(tables, 'XML3', 0, {
      MA_BAC_SI: expired.licence,
      NGUOI_THUC_HIEN: expired.licence,
    })
  },
  'totals-off': (tables) =>
    changeRow(tables, 'XML1', 0, {
      T_TONGCHI_BV: String(Number(tables.XML1?.[0]?.['T_TONGCHI_BV'] ?? 0) + 5000),
    }),
  'line-sum-off': (tables) =>
    changeWhere(
      tables,
      'XML2',
      () => true,
      (row) => ({ THANH_TIEN_BV: String(Number(row['THANH_TIEN_BV']) + 1500) }),
    ),
  'conclusion-missing': (tables) =>
    changeWhere(
      tables,
      'XML4',
      (row) => row['KET_LUAN'] !== '' && row['MA_DICH_VU']?.startsWith(IMAGING) === true,
      () => ({ KET_LUAN: '' }),
    ),
  'result-before-order': (tables, draft) =>
    changeWhere(
      tables,
      'XML3',
      (row) => row['MA_NHOM'] === '1',
      () => ({ NGAY_KQ: stamp(draft.arrived + 1) }),
    ),
  'unknown-disease': (tables) => changeRow(tables, 'XML1', 0, { MA_BENH_CHINH: 'J99.X' }),
  'weight-missing': (tables) => changeRow(tables, 'XML1', 0, { CAN_NANG: '' }),
  'machine-missing': (tables) =>
    changeWhere(
      tables,
      'XML3',
      (row) => row['MA_MAY'] !== '',
      () => ({ MA_MAY: '' }),
    ),
  'card-too-short': (tables) => {
    const card = tables.XML1?.[0]?.['MA_THE_BHYT'] ?? ''
    return card === ''
      ? undefined
      : changeRow(tables, 'XML1', 0, { MA_THE_BHYT: card.slice(0, 14) })
  },
  'birth-date-impossible': (tables) => changeRow(tables, 'XML1', 0, { NGAY_SINH: '199002300000' }),
} satisfies Record<string, Fault>

export type FaultName = keyof typeof FAULTS

export const FAULT_NAMES: readonly FaultName[] = [
  'staff-not-listed',
  'order-before-arrival',
  'tender-code-form',
  'retired-ward',
  'expired-licence',
  'totals-off',
  'line-sum-off',
  'conclusion-missing',
  'result-before-order',
  'unknown-disease',
  'weight-missing',
  'machine-missing',
  'card-too-short',
  'birth-date-impossible',
]

/** The tables with one mistake in them; undefined when this visit cannot have it. */
export function applyFault(name: FaultName, tables: Tables, draft: Draft): Tables | undefined {
  const fault: Fault = FAULTS[name]
  return fault(tables, draft)
}

function changeRow(
  tables: Tables,
  table: 'XML1' | 'XML3',
  place: number,
  change: Row,
): Tables | undefined {
  const rows = tables[table]
  if (!rows?.[place]) return undefined
  return { ...tables, [table]: rows.map((row, at) => (at === place ? { ...row, ...change } : row)) }
}

/** Changes the first row that fits. */
function changeWhere(
  tables: Tables,
  table: 'XML2' | 'XML3' | 'XML4',
  fits: (row: Row) => boolean,
  change: (row: Row) => Row,
): Tables | undefined {
  const rows = tables[table] ?? []
  const place = rows.findIndex(fits)
  if (place < 0) return undefined
  return {
    ...tables,
    [table]: rows.map((row, at) => (at === place ? { ...row, ...change(row) } : row)),
  }
}
