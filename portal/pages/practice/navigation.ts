import { PersonSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

export const practicePage: MenuPage = {
  to: '/hanh-nghe-va-ho-so',
  label: { vi: 'Hành nghề và hồ sơ', en: 'Practice and dossiers' },
  short: { vi: 'Hành nghề', en: 'Practice' },
  sign: PersonSign,
}
