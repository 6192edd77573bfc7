import { PeopleSign, SearchSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

/** The pages of a doctor. */
export const doctorPages: readonly [MenuPage, ...MenuPage[]] = [
  {
    to: '/bac-si',
    label: { vi: 'Người bệnh cần theo dõi', en: 'Patients to follow up' },
    short: { vi: 'Theo dõi', en: 'Follow-up' },
    sign: PeopleSign,
    exact: true,
  },
  {
    to: '/bac-si/tim',
    label: { vi: 'Tìm người bệnh', en: 'Find a patient' },
    short: { vi: 'Tìm', en: 'Find' },
    sign: SearchSign,
  },
]
