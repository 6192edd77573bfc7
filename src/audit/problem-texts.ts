import type { ProblemTexts } from '#vocabulary/bilingual'

/** What people read when the log of evidence refuses. */
export const auditTexts: ProblemTexts = {
  'note.malformed': {
    message: {
      vi: 'Tệp không phải là ghi chú có chữ ký (signed note).',
      en: 'The file is no signed note.',
    },
    remedy: {
      vi: 'Dùng đúng tệp mốc kiểm toán đã công bố, không sửa dấu xuống dòng.',
      en: 'Use the checkpoint as it was published, line ends unchanged.',
    },
    retry: false,
  },
  'note.key-malformed': {
    message: {
      vi: 'Tệp không phải là khóa công khai của nhật ký kiểm toán.',
      en: 'The file is no public key of an audit log.',
    },
    remedy: {
      vi: 'Lấy khóa bằng "./mach audit key" hoặc tại GET /audit/key của bản cài đặt.',
      en: 'Get the key by "./mach audit key" or from GET /audit/key of the installation.',
    },
    retry: false,
  },
  'audit.no-checkpoint': {
    message: {
      vi: 'Nhật ký chưa có mốc kiểm toán nào được ký.',
      en: 'The log has no signed checkpoint yet.',
    },
    remedy: {
      vi: 'Đợi vài giây rồi thử lại; nếu vẫn vậy, kiểm tra tiến trình worker.',
      en: 'Try again in a few seconds; if it stays so, see that the worker runs.',
    },
    retry: true,
  },
  'audit.no-such-leaf': {
    message: {
      vi: 'Không có bản ghi hoặc cây ở vị trí đã hỏi.',
      en: 'There is no leaf, or no tree, at the place asked for.',
    },
    remedy: {
      vi: 'Hỏi chỉ số nhỏ hơn kích thước, và kích thước không lớn hơn mốc mới nhất.',
      en: 'Ask for an index below the size, and a size not above the newest checkpoint.',
    },
    retry: false,
  },
  'audit.event-not-found': {
    message: {
      vi: 'Không có bản ghi kiểm toán này, hoặc đã bị xóa theo thời hạn lưu.',
      en: 'There is no such audit event, or it was removed by retention.',
    },
    remedy: {
      vi: 'Kiểm tra lại số của bản ghi.',
      en: 'Check the number of the event.',
    },
    retry: false,
  },
  'audit.reason-missing': {
    message: {
      vi: 'Tìm theo người bệnh cần nêu lý do.',
      en: 'A search by person needs a reason.',
    },
    remedy: {
      vi: 'Ghi lý do (ít nhất 10 ký tự); lý do được lưu vào nhật ký.',
      en: 'Give a reason of at least ten characters; it is written into the log.',
    },
    retry: false,
  },
  'audit.month-too-young': {
    message: {
      vi: 'Nhật ký chưa hết thời hạn lưu.',
      en: 'The log is not past its time yet.',
    },
    remedy: {
      vi: 'Chọn tháng cũ hơn.',
      en: 'Name an earlier month.',
    },
    retry: false,
  },
  'audit.month-not-batched': {
    message: {
      vi: 'Tháng này còn bản ghi chưa vào cây nhật ký.',
      en: 'The month holds events that have no leaf yet.',
    },
    remedy: {
      vi: 'Đợi worker xử lý xong rồi thử lại.',
      en: 'Wait for the worker, then try again.',
    },
    retry: true,
  },
  'audit.decision-missing': {
    message: {
      vi: 'Xóa bản ghi kiểm toán cần nêu quyết định.',
      en: 'To erase an audit event a decision must be named.',
    },
    remedy: {
      vi: 'Ghi số, ngày và cơ quan ra quyết định trên một dòng, từ 10 đến 400 ký tự; không ghi tên người liên quan.',
      en: 'Give number, day and authority on one line of 10 to 400 characters; name nobody who is concerned.',
    },
    retry: false,
  },
  'audit.event-not-batched': {
    message: {
      vi: 'Bản ghi này chưa vào cây nhật ký.',
      en: 'The event has no leaf yet.',
    },
    remedy: {
      vi: 'Đợi vài giây để worker xử lý rồi thử lại.',
      en: 'Wait a few seconds for the worker, then try again.',
    },
    retry: true,
  },
  'audit.too-many-events': {
    message: {
      vi: 'Quá 1.000 bản ghi trong một lần xóa.',
      en: 'More than 1,000 events in one erasure.',
    },
    remedy: {
      vi: 'Chia thành nhiều lần, mỗi lần một quyết định.',
      en: 'Divide them, each part with its decision.',
    },
    retry: false,
  },
}
