import { ClockSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

/** Milestones and progress, for health departments and the Ministry. */
export const programmesPage: MenuPage = {
  to: '/tien-do',
  label: { vi: 'Tiến độ chương trình', en: 'Programmes' },
  short: { vi: 'Tiến độ', en: 'Progress' },
  sign: ClockSign,
}

/** The own milestones of a facility. */
export const ownProgrammesPage: MenuPage = {
  to: '/tien-do-co-so',
  label: { vi: 'Mốc tiến độ của cơ sở', en: 'Our milestones' },
  short: { vi: 'Tiến độ', en: 'Progress' },
  sign: ClockSign,
}
