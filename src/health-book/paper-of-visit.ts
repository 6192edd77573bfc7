import type {
  DischargePaper,
  Paper,
  PaperKind,
  RecordSummaryPaper,
  ReExaminationPaper,
  ReferralPaper,
} from '#documents'
import { type Composition, paperFields } from '#fhir'
import type { Lists } from '#terminology'
import { parseVietnamTime, vietnamDay } from '#vocabulary/vietnam-time'
import { type Book, type BookVisit, ofType, startOf } from './book.ts'
import { conceptIn, conceptToCoded, dayOf, known } from './concept-words.ts'
import { findIssued } from './papers-view.ts'
import { type IssuedBase, issuedBase, signerOf } from './paper-base.ts'
import { visitToPaper } from './visit-paper.ts'
import { visitToView } from './visit-view.ts'

/** What the words of papers need beside the record: the lists of the day, for names behind codes. */
export type PaperNeeds = {
  readonly lists: Lists
  readonly facility: { readonly address?: string; readonly owner?: string }
}

type Field = (name: string) => string | undefined

/** One paper of a visit, ready to be set; undefined when the visit has no such paper. */
export function paperOfVisit(
  book: Book,
  visit: BookVisit,
  kind: Exclude<PaperKind, 'book'>,
  needs: PaperNeeds,
): Paper | undefined {
  const base = issuedBase(book, visit, needs)
  if (kind === 'visit')
    return visitToPaper(visitToView(book, visit), base, {
      medicines: visit.unread.get('MedicationRequest') ?? 0,
      results: visit.unread.get('Observation') ?? 0,
      procedures: visit.unread.get('Procedure') ?? 0,
    })
  const composition = findIssued(visit, kind)
  if (composition === undefined) return undefined
  const field = fieldsOf(composition)
  const issued = { ...base, ...headOf(base, field, composition, needs) }
  switch (kind) {
    case 'discharge':
      return discharge(issued, field, needs)
    case 'referral':
      return referral(issued, field, book)
    case 're-examination':
      return reExamination(issued, field)
    case 'record-summary':
      return recordSummary(issued, field, visit)
  }
}

/** A field of the paper by its own name, as the sender wrote it. */
function fieldsOf(composition: Composition): Field {
  const sent = new Map(
    paperFields(composition).map((field) => [field.field.split('/')[1] ?? '', field.sent]),
  )
  return (name) => sent.get(name) || undefined
}

/** What each paper says of itself: diagnosis, day, who signed. */
function headOf(base: IssuedBase, field: Field, composition: Composition, { lists }: PaperNeeds) {
  const code = base.facility.code
  const doctor = field('MA_BS') ?? field('MA_BAC_SI')
  return {
    diagnosis: field('CHAN_DOAN_RV') ?? base.diagnosis,
    issuedOn: dayOf(composition.date),
    ...known({
      doctor: signerOf(lists, code, doctor, field('TEN_BS')),
      head: signerOf(lists, code, field('MA_TTDV')),
    }),
  }
}

function discharge(base: IssuedBase, field: Field, { lists }: PaperNeeds): DischargePaper {
  const ward = field('MA_KHOA_RV')
  const [days, from, to] = [
    Number(field('SO_NGAY_NGHI')),
    day(field('NGOAITRU_TUNGAY')),
    day(field('NGOAITRU_DENNGAY')),
  ]
  const parents = [field('HO_TEN_CHA'), field('HO_TEN_ME')].filter((name) => name !== undefined)
  return {
    ...base,
    kind: 'discharge',
    person: { ...base.person, ...(parents.length > 0 ? { parents } : {}) },
    ...known({
      archiveNumber: field('SO_LUU_TRU'),
      patientNumber: field('MA_YTE'),
      ward: ward && wardName(lists, base.facility.code, ward),
      treatment: field('PP_DIEUTRI'),
      note: field('GHI_CHU'),
      rest: days > 0 && from && to ? { days, from, to } : undefined,
      pregnancyEnded: field('MA_DINH_CHI_THAI') === '1' ? pregnancyEnded(field) : undefined,
    }),
  }
}

function pregnancyEnded(field: Field): NonNullable<DischargePaper['pregnancyEnded']> {
  const weeks = Number(field('TUOI_THAI'))
  return known({
    reason: field('NGUYENNHAN_DINHCHI'),
    at: time(field('THOIGIAN_DINHCHI')),
    weeks: weeks > 0 ? weeks : undefined,
  })
}

const REASONS = ['1', '2', '3'] as const

function referral(base: IssuedBase, field: Field, book: Book): ReferralPaper {
  const to = field('MA_CSKCB_DEN') ?? field('MA_NOI_DEN') ?? ''
  const earlier = (field('MA_CSKCB_DI') ?? field('MA_NOI_DI') ?? '').split(';').filter(Boolean)
  const escort = [field('HOTEN_NGUOI_HT'), field('CHUCDANH_NGUOI_HT')].filter(Boolean).join(', ')
  const used = [field('PP_DIEUTRI'), field('TEN_DICH_VU'), field('TEN_THUOC')].filter(Boolean)
  return {
    ...base,
    kind: 'referral',
    to: book.nameOf(to),
    earlierFacilities: earlier.map((code) => `${book.nameOf(code).name} (${code})`),
    ...known({
      fileNumber: field('SO_HOSO'),
      bookNumber: field('SO_CHUYENTUYEN'),
      number: field('GIAY_CHUYEN_TUYEN'),
      signs: field('DAU_HIEU_LS'),
      course: field('QT_BENHLY'),
      results: field('TOMTAT_KQ'),
      treatment: used.join('; '),
      state: field('TINH_TRANG_CT') ?? field('PP_DIEU_TRI'),
      reason: REASONS.find((reason) => reason === field('MA_LYDO_CT')),
      plan: field('HUONG_DIEU_TRI'),
      transport: field('PHUONGTIEN_VC'),
      escort,
    }),
  }
}

function reExamination(base: IssuedBase, field: Field): ReExaminationPaper {
  return {
    ...base,
    kind: 're-examination',
    on: day(field('NGAY_HEN_KL')) ?? '',
    ...known({ number: field('SO_GIAYHEN_KL') }),
  }
}

function recordSummary(base: IssuedBase, field: Field, visit: BookVisit): RecordSummaryPaper {
  const [encounter] = ofType(visit, 'Encounter')
  const outcome = encounter && conceptToCoded(conceptIn(encounter, 'treatment-outcome'))?.name
  const parents = [field('HO_TEN_CHA'), field('HO_TEN_ME'), field('NGUOI_GIAM_HO')].filter(
    (name) => name !== undefined,
  )
  return {
    ...base,
    kind: 'record-summary',
    person: {
      ...base.person,
      ...known({ workplace: field('DON_VI') }),
      ...(parents.length > 0 ? { parents } : {}),
    },
    ...known({
      admissionDiagnosis: field('CHAN_DOAN_VAO'),
      course: field('QT_BENHLY'),
      results: field('TOMTAT_KQ'),
      treatment: field('PP_DIEUTRI'),
      outcome,
      plan: base.plan,
      note: field('GHI_CHU'),
    }),
  }
}

function wardName(lists: Lists, facility: string, code: string): string {
  return (
    lists.find('facility-ward', code, facility)?.display ??
    lists.find('ward', code)?.display ??
    code
  )
}

function day(text: string | undefined): string | undefined {
  const at = time(text)
  return at && vietnamDay(at)
}

function time(text: string | undefined): Date | undefined {
  const read = parseVietnamTime(text ?? '')
  return read.ok ? read.value : undefined
}

/** The day by which lists are chosen: the end of the visit. */
export function dayOfVisit(visit: BookVisit): string {
  return dayOf(ofType(visit, 'Encounter')[0]?.period?.end ?? startOf(visit))
}
