import { CaseSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

/** The queue of an office. */
export const casesPage: MenuPage = {
  to: '/vu-viec',
  label: { vi: 'Vụ việc', en: 'Cases' },
  short: { vi: 'Vụ việc', en: 'Cases' },
  sign: CaseSign,
}
