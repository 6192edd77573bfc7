import type { Bilingual } from '#vocabulary/bilingual'

/** Receivers to whom the registry owes something of each file. */
export const RECORD_CHANNELS = ['data-centre', 'population-database', 'vneid'] as const
export type RecordChannel = (typeof RECORD_CHANNELS)[number]

/** The same, and the insurance, to which facilities owe the catalogue of their staff. */
export const OUTSIDE_CHANNELS = [...RECORD_CHANNELS, 'insurance-portal'] as const
export type OutsideChannel = (typeof OUTSIDE_CHANNELS)[number]

/**
 * How a file stands towards a receiver. `due`: to be looked at; `held`: kept back with reasons; `waiting`: sent or to be sent, no answer yet;
 * `acknowledged`: the receiver has what is owed; `refused`: it will not take this; `not-owed`: there is nothing to send.
 */
export const RECORD_STATES = [
  'due',
  'held',
  'waiting',
  'acknowledged',
  'refused',
  'not-owed',
] as const
export type RecordState = (typeof RECORD_STATES)[number]

export type RecordAction =
  | 'new'
  | 'changed'
  | 'withdrawn'
  | 'check'
  | 'issue'
  | 'update'
  | 'withdraw'

/** Why something is held back or was refused. `detail` names the place: a field, a code of the receiver. Never a person's data. */
export type OutsideReason = { readonly code: string; readonly detail?: string }

/** The reasons that are ours; a receiver's own come with its words in `detail`. */
export const REASON_TEXTS: Readonly<Record<string, Bilingual>> = {
  complete: { vi: 'Thiếu thông tin bắt buộc', en: 'Required information is missing' },
  mapped: {
    vi: 'Không chuyển được sang từ điển dữ liệu của bên nhận',
    en: 'Cannot be written in the receiver’s data dictionary',
  },
  'no-conflict': {
    vi: 'Số định danh hoặc số giấy phép đang có tranh chấp',
    en: 'A number of the file is claimed by somebody else too',
  },
  identity: {
    vi: 'Không khớp với Cơ sở dữ liệu quốc gia về dân cư',
    en: 'Does not match the population database',
  },
  fresh: { vi: 'Đã quá hạn rà soát', en: 'Its review is overdue' },
  'identity-unverified': {
    vi: 'Chưa đối chiếu định danh với Cơ sở dữ liệu quốc gia về dân cư',
    en: 'The identity was not yet checked with the population database',
  },
  mismatch: {
    vi: 'Số định danh, họ tên, ngày sinh hoặc giới tính không khớp với Cơ sở dữ liệu quốc gia về dân cư. Đối chiếu với thẻ căn cước và sửa hồ sơ.',
    en: 'Number, name, birth date or sex do not agree with the population database. Compare with the identity card and mend the file.',
  },
  none: {
    vi: 'Cơ sở dữ liệu quốc gia về dân cư không có số định danh này. Kiểm tra lại số trên thẻ căn cước.',
    en: 'The population database does not know this number. Look at the number on the identity card again.',
  },
  'column-missing': { vi: 'Thiếu cột bắt buộc', en: 'A required column is empty' },
  'column-too-long': { vi: 'Nội dung cột quá dài', en: 'A column is too long' },
  'receiver-refused': {
    vi: 'Bên nhận không nhận bản ghi này',
    en: 'The receiver refused this record',
  },
  'message-refused': {
    vi: 'Bên nhận không nhận cả gói gửi',
    en: 'The receiver refused the whole message',
  },
  'gave-up': {
    vi: 'Gửi nhiều ngày không được',
    en: 'Could not be sent for days',
  },
}
