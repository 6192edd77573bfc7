import type { ProblemTexts } from '#vocabulary/bilingual'

/** The refusals that belong to no room: reading a request, and asking whether the caller may. */
export const foundationTexts: ProblemTexts = {
  'request.malformed': {
    message: {
      vi: 'Yêu cầu thiếu tham số hoặc tham số sai dạng.',
      en: 'A parameter is missing or malformed.',
    },
    remedy: {
      vi: 'Sửa tham số nêu ở "at" rồi gửi lại.',
      en: 'Mend the parameter named in "at" and send again.',
    },
    retry: false,
  },
  'request.unknown-parameter': {
    message: {
      vi: 'Yêu cầu có tham số không được hỗ trợ.',
      en: 'The request has a parameter that is not supported.',
    },
    remedy: { vi: 'Bỏ tham số nêu ở "at".', en: 'Remove the parameter named in "at".' },
    retry: false,
  },
  'request.given-twice': {
    message: {
      vi: 'Yêu cầu nêu một tham số hai lần.',
      en: 'The request gives a parameter twice.',
    },
    remedy: {
      vi: 'Chỉ nêu tham số ở "at" một lần, trong địa chỉ hoặc trong nội dung.',
      en: 'Give the parameter named in "at" once, in the address or in the body.',
    },
    retry: false,
  },
  'request.control-character': {
    message: {
      vi: 'Yêu cầu có ký tự điều khiển (mã dưới U+0020).',
      en: 'The request contains a control character (below U+0020).',
    },
    remedy: {
      vi: 'Bỏ ký tự đó ở tham số nêu ở "at" rồi gửi lại.',
      en: 'Remove it from the parameter named in "at" and send again.',
    },
    retry: false,
  },
  'request.too-large': {
    message: {
      vi: 'Yêu cầu vượt quá dung lượng cho phép.',
      en: 'The request is larger than allowed.',
    },
    remedy: {
      vi: 'Chia nhỏ dữ liệu rồi gửi lại từng phần.',
      en: 'Split the data and send it in parts.',
    },
    retry: false,
  },
  'request.too-many': {
    message: {
      vi: 'Quá nhiều yêu cầu trong thời gian ngắn.',
      en: 'Too many requests in a short time.',
    },
    remedy: {
      vi: 'Chờ số giây nêu ở Retry-After rồi thử lại; nếu công việc cần nhiều hơn, báo quản trị viên.',
      en: 'Wait the seconds given by Retry-After; if your work needs more, tell the administrator.',
    },
    retry: true,
  },
  'request.too-deep': {
    message: {
      vi: 'Dữ liệu JSON lồng quá sâu (tối đa 64 cấp).',
      en: 'The JSON nests too deep (64 levels at most).',
    },
    remedy: { vi: 'Gửi đúng cấu trúc nêu trong tài liệu.', en: 'Send the structure documented.' },
    retry: false,
  },
  'request.too-slow': {
    message: { vi: 'Yêu cầu gửi quá chậm nên bị ngắt.', en: 'The request came too slowly.' },
    remedy: { vi: 'Kiểm tra đường truyền rồi gửi lại.', en: 'Check the line and send again.' },
    retry: true,
  },
  'request.headers-too-large': {
    message: {
      vi: 'Phần đầu (header) của yêu cầu quá dài.',
      en: 'The headers of the request are too long.',
    },
    remedy: {
      vi: 'Rút ngắn địa chỉ hoặc xoá cookie cũ rồi thử lại.',
      en: 'Shorten the address or clear old cookies, then try again.',
    },
    retry: false,
  },
  'request.not-http': {
    message: { vi: 'Yêu cầu không đúng giao thức HTTP.', en: 'The request is not proper HTTP.' },
    remedy: { vi: 'Dùng thư viện HTTP chuẩn.', en: 'Use a standard HTTP library.' },
    retry: false,
  },
  'upload.infected': {
    message: { vi: 'Tệp có mã độc nên bị từ chối.', en: 'The file carries malware.' },
    remedy: {
      vi: 'Không mở tệp; quét máy đã tạo ra tệp và báo người phụ trách an toàn thông tin.',
      en: 'Do not open it; scan the machine it came from and tell your security officer.',
    },
    retry: false,
  },
  'upload.not-scanned': {
    message: {
      vi: 'Chưa quét được mã độc nên tệp chưa được nhận.',
      en: 'The file could not be scanned for malware, so it was not taken.',
    },
    remedy: {
      vi: 'Gửi lại sau ít phút; nếu kéo dài, báo người vận hành.',
      en: 'Send again in a few minutes; if it lasts, tell the operator.',
    },
    retry: true,
  },
  'request.not-gzip': {
    message: {
      vi: 'Nội dung khai báo nén gzip nhưng không giải nén được: không phải gzip hoặc bị cắt cụt.',
      en: 'The body is declared as gzip but cannot be unpacked: it is none, or cut short.',
    },
    remedy: {
      vi: 'Nén lại bằng gzip rồi gửi lại, hoặc gửi không nén và bỏ Content-Encoding.',
      en: 'Pack it with gzip again, or send it unpacked without Content-Encoding.',
    },
    retry: false,
  },
  'request.unsupported-encoding': {
    message: {
      vi: 'Cách nén nội dung (Content-Encoding) không được hỗ trợ ở địa chỉ này.',
      en: 'The content encoding is not supported at this address.',
    },
    remedy: {
      vi: 'Gửi không nén; riêng tệp hồ sơ có thể nén gzip.',
      en: 'Send it unpacked; files of dossiers may be packed with gzip.',
    },
    retry: false,
  },
  'request.unsupported-content-type': {
    message: { vi: 'Loại nội dung không được hỗ trợ.', en: 'The content type is not supported.' },
    remedy: {
      vi: 'Dùng loại nội dung nêu trong tài liệu tích hợp.',
      en: 'Use a content type named in the integrator’s guide.',
    },
    retry: false,
  },
  'request.unknown-path': {
    message: { vi: 'Không có địa chỉ này.', en: 'There is nothing at this address.' },
    remedy: { vi: 'Kiểm tra lại đường dẫn và phương thức.', en: 'Check path and method.' },
    retry: false,
  },
  'server.failed': {
    message: {
      vi: 'Hệ thống gặp lỗi. Không có gì được ghi nhận.',
      en: 'The system failed. Nothing was recorded.',
    },
    remedy: {
      vi: 'Gửi lại sau ít phút; gửi lại luôn an toàn.',
      en: 'Send again in a few minutes; sending again is always safe.',
    },
    retry: true,
  },
  'access.not-signed-in': {
    message: { vi: 'Chưa đăng nhập.', en: 'Not signed in.' },
    remedy: { vi: 'Đăng nhập rồi thử lại.', en: 'Sign in and try again.' },
    retry: false,
  },
  'access.step-up-needed': {
    message: {
      vi: 'Việc này cần xác nhận lại rằng chính bạn đang thực hiện.',
      en: 'For this you must confirm once more that it is you.',
    },
    remedy: {
      vi: 'Xác nhận bằng mã xác thực, khóa truy cập hoặc mật khẩu rồi thử lại.',
      en: 'Confirm with a code, a passkey or the password, then try again.',
    },
    retry: false,
  },
  'access.right-missing': {
    message: {
      vi: 'Tài khoản không có quyền thực hiện việc này.',
      en: 'The account does not hold the right for this.',
    },
    remedy: {
      vi: 'Đề nghị quản trị viên của đơn vị cấp quyền.',
      en: 'Ask your organisation’s administrator for the right.',
    },
    retry: false,
  },
  'server.database-away': {
    message: { vi: 'Cơ sở dữ liệu chưa trả lời.', en: 'The database does not answer.' },
    remedy: {
      vi: 'Chờ rồi thử lại; nếu kéo dài, báo người vận hành.',
      en: 'Wait and try again; if it lasts, tell the operator.',
    },
    retry: true,
  },
  'check.gzip-unreadable': {
    message: { vi: 'Tệp gzip bị hỏng hoặc quá lớn.', en: 'The gzip file is damaged or too large.' },
    remedy: { vi: 'Nén lại tệp XML.', en: 'Pack the XML file again.' },
    retry: false,
  },
}
