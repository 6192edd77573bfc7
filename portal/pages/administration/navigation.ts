import { KeySign, PeopleSign, QueueSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'
import { casesPage } from '../privacy/navigation.ts'

/** The pages of an administrator of the system. */
export const administrationPages: readonly [MenuPage, ...MenuPage[]] = [
  {
    to: '/quan-tri',
    label: { vi: 'Hàng đợi và sự cố', en: 'Queues and failures' },
    short: { vi: 'Hàng đợi', en: 'Queues' },
    sign: QueueSign,
    exact: true,
  },
  {
    to: '/quan-tri/cong-noi',
    label: { vi: 'Kết nối của cơ sở', en: 'Facilities’ connections' },
    short: { vi: 'Kết nối', en: 'Connections' },
    sign: KeySign,
  },
  {
    to: '/quan-tri/phan-mem',
    label: { vi: 'Phần mềm và ứng dụng', en: 'Software and apps' },
    short: { vi: 'Phần mềm', en: 'Software' },
    sign: KeySign,
  },
  {
    to: '/quan-tri/tai-khoan',
    label: { vi: 'Tài khoản', en: 'Accounts' },
    short: { vi: 'Tài khoản', en: 'Accounts' },
    sign: PeopleSign,
  },
  casesPage,
]
