import { PeopleSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

/** For whoever settles whose number it is. */
export const identityPage: MenuPage = {
  to: '/doi-chieu-danh-tinh',
  label: { vi: 'Đối chiếu danh tính', en: 'Identity reviews' },
  short: { vi: 'Danh tính', en: 'Identity' },
  sign: PeopleSign,
}
