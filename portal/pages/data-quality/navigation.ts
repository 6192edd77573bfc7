import { CheckSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

/** How good the files of facilities and practitioners are, and what to mend. */
export const dataQualityPage: MenuPage = {
  to: '/chat-luong',
  label: { vi: 'Chất lượng hồ sơ', en: 'Quality of files' },
  short: { vi: 'Điểm hồ sơ', en: 'Scores' },
  sign: CheckSign,
}
