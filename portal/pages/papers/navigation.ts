import { PaperSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

export const papersPage: MenuPage = {
  to: '/van-ban',
  label: { vi: 'Văn bản', en: 'Letters' },
  short: { vi: 'Văn bản', en: 'Letters' },
  sign: PaperSign,
}
