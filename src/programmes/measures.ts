import type { Bilingual } from '#vocabulary/bilingual'

/** What is counted of every facility; the sum over facilities is the figure of a place. The order is that of the columns. */
export const COUNTERS = [
  'facilities',
  'opened',
  'submitted',
  'verified',
  'emrLive',
  'trained',
  'practitioners',
  'declared',
  'confirmed',
  'sampled',
] as const
export type Counter = (typeof COUNTERS)[number]

/** One number for each counter. */
export type Counts = Readonly<Record<Counter, number>>

/** The measures there are: a milestone names one. */
export const MEASURES = [
  'facilities-opened',
  'facilities-submitted',
  'facilities-verified',
  'facilities-trained',
  'emr-live',
  'practitioners-declared',
  'practitioners-confirmed',
  'practitioners-sampled',
  'reported',
] as const
export type Measure = (typeof MEASURES)[number]

type MeasureMeaning = {
  readonly name: Bilingual
  /** Absent for what Mạch cannot count: then somebody reports it, with a source. */
  readonly counts?: readonly [numerator: Counter, denominator: Counter]
  /** What is counted, for the documentation. */
  readonly numerator: Bilingual
  readonly denominator: Bilingual
}

const FACILITIES: Bilingual = {
  vi: 'cơ sở đang hoạt động: có hồ sơ hoặc có trong danh mục, không bị đình chỉ toàn bộ, thu hồi, đóng hay hết hạn giấy phép',
  en: 'facilities that act: with a file or in the list, and no licence that is suspended as a whole, revoked, closed or expired',
}
const PRACTITIONERS: Bilingual = {
  vi: 'người đang đăng ký hành nghề; mỗi người đếm một lần, tại cơ sở đăng ký sớm nhất',
  en: 'registered practitioners, each counted once, at the facility of the first registration in force',
}
const CONFIRMED: Bilingual = {
  vi: 'hồ sơ được các cơ sở đăng ký xác nhận, hoặc đã công bố',
  en: 'files that every facility of registration confirmed, or that are published',
}

/** What each measure counts. Source: systems T34–T42; KH 1642/KH-BYT 2025, II.3; TT 13/2025/TT-BYT. */
export const MEANING: Readonly<Record<Measure, MeasureMeaning>> = {
  'facilities-opened': {
    name: { vi: 'Cơ sở có hồ sơ', en: 'Facilities with a file' },
    counts: ['opened', 'facilities'],
    numerator: { vi: 'cơ sở đã mở hồ sơ', en: 'facilities that opened their file' },
    denominator: FACILITIES,
  },
  'facilities-submitted': {
    name: { vi: 'Cơ sở đã gửi hồ sơ', en: 'Facilities that sent their file' },
    counts: ['submitted', 'facilities'],
    numerator: {
      vi: 'hồ sơ cơ sở đang chờ thẩm định hoặc đã thẩm định',
      en: 'files of facilities under review or verified',
    },
    denominator: FACILITIES,
  },
  'facilities-verified': {
    name: { vi: 'Cơ sở đã thẩm định', en: 'Facilities verified' },
    counts: ['verified', 'facilities'],
    numerator: {
      vi: 'hồ sơ cơ sở đã thẩm định hoặc công bố; bản nháp sau đó không làm mất',
      en: 'files of facilities verified or published; a later draft does not take it away',
    },
    denominator: FACILITIES,
  },
  'facilities-trained': {
    name: { vi: 'Cơ sở đã được tập huấn', en: 'Facilities trained' },
    counts: ['trained', 'facilities'],
    numerator: {
      vi: 'cơ sở có ít nhất một người hoàn thành tập huấn',
      en: 'facilities of which at least one person completed a training',
    },
    denominator: FACILITIES,
  },
  'emr-live': {
    name: { vi: 'Cơ sở có bệnh án điện tử', en: 'Facilities with electronic records' },
    counts: ['emrLive', 'facilities'],
    numerator: {
      vi: 'cơ sở khai đã triển khai đầy đủ hoặc đã công bố thay bệnh án giấy',
      en: 'facilities whose file says complete, or announced in place of paper',
    },
    denominator: FACILITIES,
  },
  'practitioners-declared': {
    name: { vi: 'Người hành nghề đã khai báo', en: 'Practitioners who declared' },
    counts: ['declared', 'practitioners'],
    numerator: {
      vi: 'người đã nhận hồ sơ và chịu trách nhiệm về nội dung',
      en: 'people who took their file over and answered for it',
    },
    denominator: PRACTITIONERS,
  },
  'practitioners-confirmed': {
    name: { vi: 'Người hành nghề được xác nhận', en: 'Practitioners confirmed' },
    counts: ['confirmed', 'practitioners'],
    numerator: CONFIRMED,
    denominator: PRACTITIONERS,
  },
  'practitioners-sampled': {
    name: { vi: 'Người hành nghề được kiểm tra mẫu', en: 'Practitioners sampled' },
    counts: ['sampled', 'confirmed'],
    numerator: {
      vi: 'hồ sơ đã có kết quả kiểm tra mẫu của Tổ công tác',
      en: 'files of which a sample check has ended',
    },
    denominator: CONFIRMED,
  },
  reported: {
    name: { vi: 'Số liệu báo cáo', en: 'Reported figures' },
    numerator: {
      vi: 'số do cơ quan báo cáo, kèm nguồn và ngày',
      en: 'as an authority reported it, with source and day',
    },
    denominator: { vi: 'tổng do cơ quan báo cáo', en: 'the total as reported' },
  },
}

/** How far something is. */
export type Share = { readonly numerator: number; readonly denominator: number }

/** A measure in the counts of a place; undefined where somebody must report it. */
export function shareOf(measure: Measure, counts: Counts): Share | undefined {
  const pair = MEANING[measure].counts
  return pair && { numerator: counts[pair[0]], denominator: counts[pair[1]] }
}

/** Percent to one decimal, rounded down: what is not all is never 100. Undefined where there is nothing to count. */
export function percentOf({ numerator, denominator }: Share): number | undefined {
  return denominator === 0 ? undefined : Math.floor((1000 * numerator) / denominator) / 10
}
