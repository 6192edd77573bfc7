const vi = {
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
  atAddress: 'Công bố tại',
  open: (name: string) => `Mở ${name}`,
}

const en: typeof vi = {
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
  atAddress: 'Published at',
  open: (name) => `Open ${name}`,
}

export const messages = { vi, en }
