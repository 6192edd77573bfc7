import { CalendarSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

/** What is due of licences, and where work on them begins. */
export const licencesPage: MenuPage = {
  to: '/giay-phep',
  label: { vi: 'Giấy phép', en: 'Licences' },
  short: { vi: 'Giấy phép', en: 'Licences' },
  sign: CalendarSign,
}
