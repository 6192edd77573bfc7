import { SendSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

/** What is sent to State systems of files of facilities and practitioners. */
export const outsidePage: MenuPage = {
  to: '/lien-thong',
  label: { vi: 'Liên thông hồ sơ', en: 'Connections' },
  short: { vi: 'Liên thông', en: 'Connected' },
  sign: SendSign,
}
