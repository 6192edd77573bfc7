import type { TableName } from '#vocabulary/dossier-tables'
import { isoDay, stamp } from './calendar.ts'
import type { Draft } from './draft.ts'
import { drugRow, priceDrug, priceService, type Row, serviceRow, type Terms } from './line-rows.ts'
import {
  appointmentRow,
  dischargeRow,
  pregnancyRestRow,
  recordSummaryRow,
  referralRow,
  sickLeaveRow,
} from './paper-rows.ts'
import { birthRow, hivRow, tuberculosisRow } from './special-rows.ts'
import { cardOf, identityOf, summaryRow } from './summary-row.ts'

export type Tables = { [Table in TableName]?: Row[] }

/** Since this day every facility sends a summary of every visit for the health book (QĐ 31/QĐ-BYT 2026). */
const SUMMARY_FOR_ALL_FROM = '2026-01-01'
const STAYS = ['03', '04', '06', '09']
const WITH_NOTES = ['02', '03', '04', '05', '06', '08', '09']
/** How many of the employed take the sick leave that they could. */
const LEAVE_SHARE = 0.35

/** All tables of one visit, each only when it has rows. */
export function writeTables(draft: Draft, terms: Terms): Tables {
  const drugs = draft.drugs.map((line) => priceDrug(line, terms))
  const services = draft.services.map((line) => priceService(line, terms))
  const tables: Tables = { XML1: [summaryRow(draft, terms, drugs, services)] }
  if (drugs.length > 0)
    tables.XML2 = drugs.map((priced, place) => drugRow(draft, terms, priced, place + 1))
  if (services.length > 0)
    tables.XML3 = services.map((priced, place) => serviceRow(draft, terms, priced, place + 1))
  if (draft.results.length > 0) tables.XML4 = resultRows(draft)
  if (WITH_NOTES.includes(draft.form)) tables.XML5 = noteRows(draft)
  addPapers(tables, draft, terms)
  addSpecialTables(tables, draft, terms)
  return tables
}

function resultRows(draft: Draft): Row[] {
  return draft.results.map((result, place) => ({
    MA_LK: draft.linkCode,
    STT: String(place + 1),
    MA_DICH_VU: result.service,
    MA_CHI_SO: result.code,
    TEN_CHI_SO: result.name,
    GIA_TRI: result.value,
    DON_VI_DO: result.unit,
    MO_TA: result.description,
    KET_LUAN: result.conclusion,
    NGAY_KQ: stamp(result.at),
    MA_BS_DOC_KQ: result.reader.licence,
  }))
}

function noteRows(draft: Draft): Row[] {
  return draft.notes.map((note, place) => ({
    MA_LK: draft.linkCode,
    STT: String(place + 1),
    DIEN_BIEN_LS: note.text,
    HOI_CHAN: note.consultation,
    PHAU_THUAT: note.operation,
    THOI_DIEM_DBLS: stamp(note.at),
    NGUOI_THUC_HIEN: note.authors.map((member) => member.licence).join(';'),
  }))
}

function addPapers(tables: Tables, draft: Draft, terms: Terms): void {
  const day = isoDay(draft.ruleDay)
  if (['03', '04', '09'].includes(draft.form) && draft.discharge !== '3')
    tables.XML7 = [dischargeRow(draft)]
  if (STAYS.includes(draft.form) || day >= SUMMARY_FOR_ALL_FROM)
    tables.XML8 = [recordSummaryRow(draft)]
  const { person, plan } = draft
  const isEmployed = terms.isInsured && person.employer !== ''
  if (plan.care.kind === 'prenatal' && plan.care.isThreatened && isEmployed)
    tables.XML10 = [pregnancyRestRow(draft)]
  if (isEmployed && draft.leaveDays > 0 && draft.random.chance(LEAVE_SHARE))
    tables.XML11 = [sickLeaveRow(draft, terms)]
  if (plan.referTo) tables.XML13 = [referralRow(draft, terms)]
  if (plan.nextDay !== undefined) tables.XML14 = [appointmentRow(draft, terms)]
}

function addSpecialTables(tables: Tables, draft: Draft, terms: Terms): void {
  const { care } = draft.plan
  if (care.kind === 'birth') tables.XML9 = [birthRow(draft, terms, care.child, care.isSurgery)]
  if (care.kind !== 'chronic') return
  const { course, ordinal, total } = care
  if (course.special === 'hiv') tables.XML6 = [hivRow(draft, terms, ordinal, course.every)]
  if (course.special === 'tb') tables.XML15 = [tuberculosisRow(draft, ordinal, total, course.every)]
}

/** The check-in message of a visit: its first cost; emergencies send none. */
export function checkInRow(draft: Draft, terms: Terms): Row | undefined {
  const first = draft.services.find((line) => line.service && !line.supply)
  if (draft.category === '2' || !first?.service) return undefined
  const identity = identityOf(draft)
  const kept = ['MA_BN', 'HO_TEN', 'SO_CCCD', 'NGAY_SINH', 'GIOI_TINH']
  return {
    MA_LK: draft.linkCode,
    STT: '1',
    ...Object.fromEntries(kept.map((field) => [field, identity[field] ?? ''])),
    ...cardOf(draft, terms),
    MA_DOITUONG_KCB: draft.category,
    NGAY_VAO: stamp(draft.arrived),
    MA_LOAI_KCB: draft.admitted === undefined ? draft.form : '01',
    MA_CSKCB: draft.facility.code,
    MA_DICH_VU: first.service.code,
    TEN_DICH_VU: first.service.name,
    NGAY_YL: stamp(first.ordered),
  }
}
