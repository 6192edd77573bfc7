import type { ProblemTexts } from '#vocabulary/bilingual'
import { attachmentTexts } from './attachment-texts.ts'

export const casesTexts: ProblemTexts = {
  ...attachmentTexts,
  'cases.unknown': {
    message: { vi: 'Không tìm thấy hồ sơ vụ việc này.', en: 'There is no such case.' },
    remedy: {
      vi: 'Kiểm tra lại đường dẫn; chỉ người có liên quan mới xem được.',
      en: 'Check the address; only those concerned can see a case.',
    },
    retry: false,
  },
  'cases.taken': {
    message: {
      vi: 'Vụ việc đã thay đổi sau khi bạn mở trang.',
      en: 'The case has moved on since you opened it.',
    },
    remedy: {
      vi: 'Tải lại để xem bước mới nhất rồi quyết định.',
      en: 'Load it again, read the latest step, then decide.',
    },
    retry: false,
  },
  'cases.step-not-yours': {
    message: {
      vi: 'Bước này không thuộc thẩm quyền của bạn hoặc không làm được ở trạng thái hiện tại.',
      en: 'This step is not yours to take, or cannot be taken now.',
    },
    remedy: {
      vi: 'Xem các bước được phép trên trang vụ việc.',
      en: 'See which steps the page of the case offers.',
    },
    retry: false,
  },
  'cases.not-yours-to-open': {
    message: {
      vi: 'Bạn không có quyền mở loại vụ việc này.',
      en: 'A case of this kind is not yours to open.',
    },
    remedy: { vi: 'Đề nghị người có thẩm quyền mở.', en: 'Ask whoever may open it.' },
    retry: false,
  },
  'cases.erased': {
    message: {
      vi: 'Nội dung vụ việc đã được xóa theo luật; không thể làm thêm bước nào.',
      en: 'What was written in the case was lawfully erased; no step can be taken.',
    },
    remedy: { vi: 'Mở vụ việc mới nếu cần.', en: 'Open a new case if one is needed.' },
    retry: false,
  },
  'cases.too-many-steps': {
    message: { vi: 'Vụ việc đã có quá nhiều bước.', en: 'The case has too many steps.' },
    remedy: {
      vi: 'Kết thúc vụ việc này và mở vụ việc mới.',
      en: 'End this case and open a new one.',
    },
    retry: false,
  },
  'cases.returned-before': {
    message: {
      vi: 'Lý do trả lại này đã có từ lần trả trước mà chưa nêu; chỉ người phụ trách được trả lại lần nữa.',
      en: 'This defect was already there when the case was returned before; only a supervisor may return it again.',
    },
    remedy: {
      vi: 'Chuyển cho người phụ trách, hoặc xử lý vụ việc.',
      en: 'Hand it to a supervisor, or go on with the case.',
    },
    retry: false,
  },
  'cases.no-return': {
    message: {
      vi: 'Bước này không trả lại hồ sơ nên không có danh sách cần bổ sung.',
      en: 'This step does not return the case, so it takes no list of defects.',
    },
    remedy: { vi: 'Bỏ danh sách cần bổ sung.', en: 'Leave the list of defects out.' },
    retry: false,
  },
  'cases.no-defect': {
    message: {
      vi: 'Trả lại phải nêu ít nhất một điểm cần bổ sung.',
      en: 'A return must name at least one defect.',
    },
    remedy: {
      vi: 'Nêu tất cả các điểm cần bổ sung trong một lần.',
      en: 'Name all defects at once.',
    },
    retry: false,
  },
  'cases.page-malformed': {
    message: { vi: 'Vị trí trang không hợp lệ.', en: 'The place of the page is malformed.' },
    remedy: { vi: 'Mở lại danh sách từ đầu.', en: 'Open the list from its beginning.' },
    retry: false,
  },
  'cases.field-unknown': {
    message: { vi: 'Trường này không có ở bước này.', en: 'This step has no such field.' },
    remedy: { vi: 'Bỏ trường nêu ở "at".', en: 'Leave out the field named in "at".' },
    retry: false,
  },
  'cases.field-missing': {
    message: { vi: 'Trường bắt buộc còn trống.', en: 'A required field is empty.' },
    remedy: { vi: 'Điền trường nêu ở "at".', en: 'Fill in the field named in "at".' },
    retry: false,
  },
  'cases.field-too-short': {
    message: { vi: 'Nội dung quá ngắn.', en: 'The text is too short.' },
    remedy: {
      vi: 'Viết rõ hơn ở trường nêu ở "at".',
      en: 'Write more in the field named in "at".',
    },
    retry: false,
  },
  'cases.field-too-long': {
    message: { vi: 'Nội dung quá dài.', en: 'The text is too long.' },
    remedy: { vi: 'Rút gọn trường nêu ở "at".', en: 'Shorten the field named in "at".' },
    retry: false,
  },
  'cases.choice-not-yours': {
    message: {
      vi: 'Lựa chọn này không dành cho người đang thực hiện.',
      en: 'This choice is not for whoever takes the step.',
    },
    remedy: {
      vi: 'Chọn một căn cứ thuộc thẩm quyền hoặc nguyện vọng của chính bạn.',
      en: 'Choose one that is yours to give.',
    },
    retry: false,
  },
  'cases.field-no-choice': {
    message: {
      vi: 'Giá trị không nằm trong danh sách lựa chọn.',
      en: 'The value is not one of the choices.',
    },
    remedy: { vi: 'Chọn một giá trị trong danh sách.', en: 'Choose from the list.' },
    retry: false,
  },
  'cases.field-no-day': {
    message: { vi: 'Không phải ngày hợp lệ.', en: 'This is not a day.' },
    remedy: { vi: 'Nhập ngày theo dạng năm-tháng-ngày.', en: 'Give a day as year-month-day.' },
    retry: false,
  },
  'cases.field-no-moment': {
    message: { vi: 'Không phải thời điểm hợp lệ.', en: 'This is not a point in time.' },
    remedy: { vi: 'Nhập ngày và giờ.', en: 'Give day and time.' },
    retry: false,
  },
  'cases.field-in-future': {
    message: {
      vi: 'Thời điểm không được ở tương lai.',
      en: 'The time must not lie in the future.',
    },
    remedy: { vi: 'Nhập thời điểm đã qua.', en: 'Give a time that has passed.' },
    retry: false,
  },
  'cases.field-no-count': {
    message: {
      vi: 'Không phải số trong khoảng cho phép.',
      en: 'This is not a number within the limits.',
    },
    remedy: {
      vi: 'Nhập số nguyên trong khoảng cho phép.',
      en: 'Give a whole number within the limits.',
    },
    retry: false,
  },
  'cases.field-not-accepted': {
    message: {
      vi: 'Chưa đánh dấu lời cam đoan.',
      en: 'The declaration is not made.',
    },
    remedy: {
      vi: 'Đọc và đánh dấu cam đoan, hoặc dừng lại.',
      en: 'Read it and declare, or stop here.',
    },
    retry: false,
  },
  'cases.field-before': {
    message: {
      vi: 'Ngày kết thúc trước ngày bắt đầu.',
      en: 'The last day lies before the first.',
    },
    remedy: { vi: 'Sửa một trong hai ngày.', en: 'Correct one of the two days.' },
    retry: false,
  },
  'cases.trait-wrong': {
    message: {
      vi: 'Vụ việc thiếu hoặc sai thông tin phân loại nêu ở "at".',
      en: 'The case lacks what "at" names, or has it wrong.',
    },
    remedy: {
      vi: 'Báo đơn vị vận hành: hệ thống phải tự điền mục này.',
      en: 'Tell the operator: the system fills this in itself.',
    },
    retry: false,
  },
  'cases.condition-unmet': {
    message: {
      vi: 'Bước này không áp dụng cho vụ việc này.',
      en: 'This step does not apply to this case.',
    },
    remedy: {
      vi: 'Chọn bước khác trên trang vụ việc.',
      en: 'Take another step that the page offers.',
    },
    retry: false,
  },
  'cases.step-waits': {
    message: {
      vi: 'Chưa làm được: phải có bước nêu ở "at" trước.',
      en: 'Not yet: the step named in "at" must come first.',
    },
    remedy: {
      vi: 'Đợi người xem xét kia, hoặc nhắc họ.',
      en: 'Wait for the other reviewer, or remind them.',
    },
    retry: false,
  },
  'cases.same-hand': {
    message: {
      vi: 'Bạn đã làm bước nêu ở "at" nên bước này phải do người khác làm.',
      en: 'You took the step named in "at", so somebody else must take this one.',
    },
    remedy: { vi: 'Chuyển cho đồng nghiệp có thẩm quyền.', en: 'Hand it to a colleague who may.' },
    retry: false,
  },
  'cases.step-spent': {
    message: {
      vi: 'Bước này đã làm đủ số lần cho phép.',
      en: 'This step has been taken as often as it may.',
    },
    remedy: { vi: 'Đi tiếp bằng bước khác.', en: 'Go on with another step.' },
    retry: false,
  },
  'cases.term-ended': {
    message: {
      vi: 'Thời hạn đã hết trước khi bạn làm bước này; vụ việc chuyển theo bước nêu ở "at".',
      en: 'The term ended before your step; the case goes on by the step named in "at".',
    },
    remedy: {
      vi: 'Tải lại để xem vụ việc đang ở đâu.',
      en: 'Load the page again to see where the case stands.',
    },
    retry: false,
  },
  'cases.step-not-bulk': {
    message: {
      vi: 'Bước này phải làm từng vụ việc một.',
      en: 'This step is taken case by case.',
    },
    remedy: { vi: 'Mở từng vụ việc và làm ở đó.', en: 'Open each case and take it there.' },
    retry: false,
  },
  'cases.named-twice': {
    message: {
      vi: 'Vụ việc này được nêu hai lần trong một lần gửi.',
      en: 'This case is named twice in one call.',
    },
    remedy: { vi: 'Bỏ lần nêu thứ hai.', en: 'Leave the second one out.' },
    retry: false,
  },
}
