import { AlertSign, EyeSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

/** The page of who checks the log. */
export const auditPage: MenuPage = {
  to: '/nhat-ky',
  label: { vi: 'Nhật ký kiểm toán', en: 'Audit log' },
  short: { vi: 'Nhật ký', en: 'Log' },
  sign: EyeSign,
}

/** What was noticed and is worth looking at. */
export const securityEventsPage: MenuPage = {
  to: '/su-kien-an-ninh',
  label: { vi: 'Sự kiện an ninh', en: 'Security events' },
  short: { vi: 'An ninh', en: 'Security' },
  sign: AlertSign,
}
