import { fieldFaults, type FieldFaultKind } from './scan-fields.ts'
import { CERTAIN, example, UNCERTAIN, type VisitRule } from './rule-forms.ts'
import { ENVELOPE } from './instruments.ts'

/** A rule that only repeats what the walk over the fields found. */
export function faultRule(kind: FieldFaultKind, rule: Omit<VisitRule, 'check'>): VisitRule {
  return {
    ...rule,
    check: (visit, report) => {
      for (const fault of fieldFaults(visit, kind)) report(fault.at, fault.values)
    },
  }
}

/** Tags: the same for dossiers and check-in files. */
export const tagRules: readonly VisitRule[] = [
  faultRule('unknown-tag', {
    ...CERTAIN,
    id: 'structure.unknown-tag',
    instrument: ENVELOPE,
    message: {
      vi: 'Thẻ {field} không có trong cấu trúc {table}.',
      en: 'Tag {field} does not exist in {table}.',
    },
    remedy: {
      vi: 'Bỏ thẻ này hoặc sửa tên thẻ cho đúng chữ hoa theo bảng chỉ tiêu.',
      en: 'Remove the tag, or spell it as the table of fields does, in capitals.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML2[1]/GHICHU': 'x' }),
    },
  }),
  faultRule('outdated-tag', {
    ...CERTAIN,
    id: 'structure.outdated-tag',
    instrument: 'QĐ 3176/QĐ-BYT ngày 29/10/2024',
    message: {
      vi: 'Thẻ {field} của {table} không còn dùng ở ngày này; thẻ thay thế: {successor}.',
      en: 'Tag {field} of {table} is no longer used on this day; its successor: {successor}.',
    },
    remedy: {
      vi: 'Cập nhật phần mềm theo QĐ 3176/QĐ-BYT và gửi lại bằng thẻ mới.',
      en: 'Update the software to QĐ 3176/QĐ-BYT and send again with the new tag.',
    },
    examples: {
      passes: example('referral'),
      fails: example('referral', { 'XML13/MA_NOI_DEN': '01999', 'XML13/MA_CSKCB_DEN': null }),
    },
  }),
  faultRule('missing-tag', {
    ...CERTAIN,
    id: 'structure.missing-tag',
    instrument: ENVELOPE,
    message: {
      vi: '{table} thiếu thẻ {field} ({label}).',
      en: '{table} lacks the tag {field} ({labelEn}).',
    },
    remedy: {
      vi: 'Luôn ghi đủ thẻ; khi không có dữ liệu, để thẻ rỗng.',
      en: 'Always write every tag; leave it empty where there is nothing to say.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/DU_PHONG': null }),
    },
  }),
  faultRule('tag-order', {
    ...UNCERTAIN,
    id: 'structure.tag-order',
    instrument: ENVELOPE,
    message: {
      vi: 'Thứ tự thẻ của {table} khác bảng chỉ tiêu, bắt đầu từ {field}.',
      en: 'The tags of {table} are not in the order of the table of fields, from {field} on.',
    },
    remedy: {
      vi: 'Ghi các thẻ theo đúng thứ tự trong bảng chỉ tiêu.',
      en: 'Write the tags in the order of the table of fields.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { '@last': 'XML1/MA_BN' }),
    },
  }),
]
