import { PaperSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

/** Where a role arrives that has no section of its own. */
export const dutiesPages: readonly [MenuPage, ...MenuPage[]] = [
  {
    to: '/chuc-trach',
    label: { vi: 'Chức trách và quyền', en: 'Duties and rights' },
    short: { vi: 'Chức trách', en: 'Duties' },
    sign: PaperSign,
  },
]
