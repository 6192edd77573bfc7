import type { ProblemTexts } from '#vocabulary/bilingual'

/** What people read about refusals of papers. */
export const attachmentTexts: ProblemTexts = {
  'cases.attachment-missing': {
    message: {
      vi: 'Thiếu giấy tờ bắt buộc nêu ở "at".',
      en: 'The paper named in "at" is missing.',
    },
    remedy: {
      vi: 'Tải giấy tờ lên rồi làm lại bước này.',
      en: 'Upload it, then take the step again.',
    },
    retry: false,
  },
  'cases.attachment-not-yours': {
    message: {
      vi: 'Bạn không được đưa loại giấy tờ này vào vụ việc lúc này.',
      en: 'Papers of this kind are not yours to put in now.',
    },
    remedy: {
      vi: 'Xem các bước được phép trên trang vụ việc.',
      en: 'See which steps the page of the case offers.',
    },
    retry: false,
  },
  'cases.attachment-empty': {
    message: {
      vi: 'Tệp rỗng.',
      en: 'The file is empty.',
    },
    remedy: { vi: 'Chọn lại tệp.', en: 'Choose the file again.' },
    retry: false,
  },
  'cases.attachment-too-large': {
    message: {
      vi: 'Tệp quá lớn so với giới hạn của loại giấy tờ này.',
      en: 'The file is larger than this kind of paper may be.',
    },
    remedy: {
      vi: 'Giảm dung lượng, ví dụ quét ở 150 dpi.',
      en: 'Make it smaller, for instance by scanning at 150 dpi.',
    },
    retry: false,
  },
  'cases.attachment-type': {
    message: {
      vi: 'Tệp không phải loại được phép (PDF, JPEG hoặc PNG theo từng giấy tờ).',
      en: 'The file is not of an allowed type (PDF, JPEG or PNG, by kind).',
    },
    remedy: { vi: 'Chuyển sang loại được phép rồi tải lại.', en: 'Convert it, then upload again.' },
    retry: false,
  },
  'cases.attachment-too-many': {
    message: {
      vi: 'Đã đủ số tệp cho loại giấy tờ này.',
      en: 'There are as many files of this kind as there may be.',
    },
    remedy: { vi: 'Bỏ một tệp cũ trước.', en: 'Take one out first.' },
    retry: false,
  },
  'cases.attachment-unknown': {
    message: {
      vi: 'Không có giấy tờ này trong vụ việc.',
      en: 'The case has no such paper.',
    },
    remedy: { vi: 'Tải lại trang vụ việc.', en: 'Load the page of the case again.' },
    retry: false,
  },
  'cases.attachment-handed-in': {
    message: {
      vi: 'Giấy tờ này đã được nộp cùng một bước hoặc do người khác đưa vào, nên không bỏ ra được.',
      en: 'This paper was handed in with a step, or put in by somebody else, and stays.',
    },
    remedy: { vi: 'Đưa bản mới vào cùng bước bổ sung.', en: 'Put a new one in with a supplement.' },
    retry: false,
  },
}
