import { EyeSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

/** The page of who checks the log. */
export const auditPage: MenuPage = {
  to: '/nhat-ky',
  label: { vi: 'Nhật ký kiểm toán', en: 'Audit log' },
  short: { vi: 'Nhật ký', en: 'Log' },
  sign: EyeSign,
}
