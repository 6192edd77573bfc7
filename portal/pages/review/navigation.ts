import { AlertSign, PeopleSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

/** For whoever judges emergency openings. */
export const reviewPage: MenuPage = {
  to: '/xem-xet-khan-cap',
  label: { vi: 'Xem xét mở khẩn cấp', en: 'Emergency openings' },
  short: { vi: 'Khẩn cấp', en: 'Emergency' },
  sign: AlertSign,
}

/** For whoever sees papers at a counter. */
export const guardianPage: MenuPage = {
  to: '/nguoi-giam-ho',
  label: { vi: 'Người giám hộ', en: 'Guardians' },
  short: { vi: 'Giám hộ', en: 'Guardians' },
  sign: PeopleSign,
}
