import type { ProblemText, ProblemTexts } from '#vocabulary/bilingual'

/** The refusals of orders to inspect, as a person reads them. */
export const inspectionTexts: ProblemTexts = {
  'access.inspection-days': text(
    'Thời kỳ hoặc thời hạn của quyết định thanh tra không hợp lệ.',
    'The period or the term of the order makes no sense.',
    'Ngày đầu trước ngày cuối và không ở tương lai; hạn từ hôm nay và không quá 366 ngày.',
    'The first day before the last and not ahead; the term from today, of 366 days at most.',
  ),
  'access.not-an-inspector': text(
    'Tài khoản này không phải thanh tra viên đang hoạt động của tỉnh.',
    'This account is no active inspector of the province.',
    'Dùng mã tài khoản của thanh tra viên thuộc Sở Y tế.',
    'Use the account of an inspector of the department.',
  ),
  'access.inspection-number-taken': text(
    'Số quyết định này đã được dùng trong tỉnh.',
    'The province has an order of this number already.',
    'Kiểm tra lại số; quyết định đã ký không ghi đè được.',
    'Check the number; an order that was signed is never overwritten.',
  ),
  'access.no-inspection': text(
    'Không có quyết định thanh tra này, hoặc đã được chấm dứt.',
    'There is no such order, or it was ended before.',
    'Mở lại danh sách quyết định.',
    'Open the list of orders again.',
  ),
}

function text(vi: string, en: string, remedyVi: string, remedyEn: string): ProblemText {
  return { message: { vi, en }, remedy: { vi: remedyVi, en: remedyEn }, retry: false }
}
