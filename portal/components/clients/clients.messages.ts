const vi = {
  name: 'Tên phần mềm',
  publisher: 'Nhà cung cấp',
  facilities: 'Thay mặt cơ sở',
  scopes: 'Được làm gì',
  scopeWords: {
    'dossier.submit': 'Gửi hồ sơ',
    'dossier.read-own-facility': 'Đọc hồ sơ đã gửi và lỗi',
    'dossier.withdraw': 'Thu hồi hồ sơ',
    'delivery.import-results': 'Nhập kết quả giám định',
  },
  toolScopeWords: {
    'audit.export': 'Xuất nhật ký kiểm toán',
    'privacy.extract': 'Tải bản trích xuất đã duyệt',
  },
  keys: 'Khóa',
  state: 'Trạng thái',
  waiting: 'Quản trị viên Mạch xác nhận xong thì phần mềm mới lấy được mã truy cập.',
  methods: {
    private_key_jwt: 'Khóa riêng (JWT)',
    tls_client_auth: 'Chứng thư do CA cấp',
    self_signed_tls_client_auth: 'Chứng thư riêng',
    none: 'Công khai (DPoP)',
  },
  states: { waiting: 'Chờ xác nhận', open: 'Đang dùng', closed: 'Đã đóng' },
  lives: {
    future: 'Chưa đến hạn dùng',
    good: 'Còn hạn',
    'days-30': 'Còn dưới 30 ngày',
    'days-14': 'Còn dưới 14 ngày',
    'days-3': 'Còn dưới 3 ngày',
    expired: 'Đã hết hạn',
  },
  until: (day: string) => `đến ${day}`,
  keyName: (start: string) => `Khóa ${start}…`,
  atAddress: 'Công bố tại',
  close: 'Đóng',
  closeForGood: 'Đóng vĩnh viễn',
  closeTitle: (name: string) => `Đóng ${name}`,
  closeLead:
    'Mã truy cập của phần mềm này hết hiệu lực trong 5 giây và không mở lại được. Muốn dùng lại phải đăng ký mới.',
  open: (name: string) => `Mở ${name}`,
}

const en: typeof vi = {
  name: 'Name of the software',
  publisher: 'Vendor',
  facilities: 'Acts for',
  scopes: 'What it may do',
  scopeWords: {
    'dossier.submit': 'Send dossiers',
    'dossier.read-own-facility': 'Read dossiers sent, and findings',
    'dossier.withdraw': 'Withdraw dossiers',
    'delivery.import-results': 'Import results of review',
  },
  toolScopeWords: {
    'audit.export': 'Carry the audit log off',
    'privacy.extract': 'Download approved extracts',
  },
  keys: 'Keys',
  state: 'State',
  waiting: 'It gets tokens once an administrator of Mạch has confirmed it.',
  methods: {
    private_key_jwt: 'Private key (JWT)',
    tls_client_auth: 'Certificate of an authority',
    self_signed_tls_client_auth: 'Certificate of its own',
    none: 'Public (DPoP)',
  },
  states: { waiting: 'Waiting', open: 'Open', closed: 'Closed' },
  lives: {
    future: 'Not yet good',
    good: 'Good',
    'days-30': 'Under 30 days left',
    'days-14': 'Under 14 days left',
    'days-3': 'Under 3 days left',
    expired: 'Expired',
  },
  until: (day) => `until ${day}`,
  keyName: (start) => `Key ${start}…`,
  atAddress: 'Published at',
  close: 'Close',
  closeForGood: 'Close for good',
  closeTitle: (name) => `Close ${name}`,
  closeLead:
    'Its tokens end within 5 seconds, and it cannot be opened again. To use it once more it must be registered anew.',
  open: (name) => `Open ${name}`,
}

export const messages = { vi, en }
