import type { Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import type { Outcome } from '#vocabulary/outcome'
import type { PlaceNames } from './place-names.ts'
import type { Due } from './programme.ts'
import type { BehindRow } from './progress-store.ts'
import type { ReminderBatch } from './reminder-store.ts'

/** An official letter before it has its layout: what whoever writes letters needs from us. */
export type LetterContent = {
  readonly kind: 'reminder' | 'progress-report'
  /** What the letter is of, so that one thing has one letter. */
  readonly origin: string
  readonly authority: string
  /** What it is about, without "V/v" or the name of its kind: the layout sets those. */
  readonly subject: string
  readonly recipients: string[]
  readonly paragraphs: readonly string[]
  readonly table: {
    readonly columns: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }
}

/** Drafts a letter in the transaction of the story; answers its key, or nothing where nobody writes letters. */
export type DraftLetter = (
  trx: Trx,
  caller: Caller,
  content: LetterContent,
) => Promise<Outcome<string | undefined>>

/** Facilities listed in a letter; whoever is left out is counted in its last line. */
const LISTED_MAX = 500

/** The letter that urges those who are behind. Source: Decree 30/2020/NĐ-CP, annex I (công văn). */
export function reminderLetter(
  { programme, milestone }: Due,
  { id, authority, issuer }: Pick<ReminderBatch, 'id' | 'authority' | 'issuer'>,
  behind: readonly BehindRow[],
  names: PlaceNames,
): LetterContent {
  const isOfMinistry = issuer === 'ministry'
  const due = milestone.due === undefined ? '' : `, thời hạn ${dayWritten(milestone.due)}`
  const rest = behind.length - LISTED_MAX
  return {
    kind: 'reminder',
    origin: `programme-reminder:${id}`,
    authority: isOfMinistry ? '00' : authority,
    subject: `đôn đốc thực hiện: ${milestone.name.vi}`,
    recipients: isOfMinistry
      ? [departmentName(authority, names)]
      : ['Các cơ sở khám bệnh, chữa bệnh có tên trong danh sách'],
    paragraphs: [
      `Căn cứ ${milestone.instrument} (${milestone.article}), ${programme.name.vi}.`,
      `Yêu cầu: ${milestone.name.vi}, chỉ tiêu ${milestone.targetPercent} %${due}.`,
      `Đến nay còn ${behind.length} cơ sở chưa hoàn thành, theo danh sách dưới đây. Đề nghị khẩn trương hoàn thành và cập nhật trên Hệ thống.`,
      ...(rest > 0
        ? [`Danh sách nêu ${LISTED_MAX} cơ sở; còn ${rest} cơ sở khác trên Hệ thống.`]
        : []),
    ],
    table: {
      columns: ['STT', 'Mã cơ sở', 'Tên cơ sở', 'Xã, phường', 'Còn thiếu'],
      rows: behind
        .slice(0, LISTED_MAX)
        .map(({ facility, name, commune, missing, total }, index) => [
          String(index + 1),
          facility,
          name,
          names.commune(commune).vi,
          total === 1 ? 'chưa hoàn thành' : `${missing}/${total}`,
        ]),
    },
  }
}

/** The office that is responsible, as a letter names it. */
function departmentName(authority: string, names: PlaceNames): string {
  const { vi } = names.authority(authority)
  return /^(00|97|98)$/.test(authority) ? vi : `Sở Y tế ${vi.replace(/^(Tỉnh|Thành phố) /, '')}`
}

/** `30/11/2026` */
export function dayWritten(day: string): string {
  return day.split('-').toReversed().join('/')
}
