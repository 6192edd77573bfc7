const vi = {
  licence: (number: string) => `Giấy phép hành nghề ${number}`,
  states: {
    valid: 'Đang có hiệu lực',
    suspended: 'Đang đình chỉ',
    'suspended-partial': 'Đình chỉ một phần',
    expired: 'Đã hết hạn',
    revoked: 'Đã thu hồi',
  },
  from: (day: string) => `từ ${day}`,
  to: (day: string) => `đến ${day}`,
  decision: (number: string) => `theo quyết định ${number}`,
  facility: {
    suspended: 'Giấy phép hoạt động đang đình chỉ',
    closed: 'Giấy phép hoạt động đã thu hồi hoặc cơ sở đã chấm dứt hoạt động',
  },
}

const en: typeof vi = {
  licence: (number) => `Practice licence ${number}`,
  states: {
    valid: 'In force',
    suspended: 'Suspended',
    'suspended-partial': 'Suspended in part',
    expired: 'Expired',
    revoked: 'Revoked',
  },
  from: (day) => `from ${day}`,
  to: (day) => `to ${day}`,
  decision: (number) => `by decision ${number}`,
  facility: {
    suspended: 'Operating licence suspended',
    closed: 'Operating licence revoked, or facility closed',
  },
}

export const messages = { vi, en }
