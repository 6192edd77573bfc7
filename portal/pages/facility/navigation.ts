import {
  ClockSign,
  KeySign,
  ListSign,
  SendSign,
  TodaySign,
  WardSign,
} from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

/** The pages of a facility's clerk. */
export const facilityPages: readonly [MenuPage, ...MenuPage[]] = [
  {
    to: '/co-so',
    label: { vi: 'Hôm nay', en: 'Today' },
    short: { vi: 'Hôm nay', en: 'Today' },
    sign: TodaySign,
    exact: true,
  },
  {
    to: '/co-so/gui',
    label: { vi: 'Gửi hồ sơ', en: 'Send dossiers' },
    short: { vi: 'Gửi', en: 'Send' },
    sign: SendSign,
  },
  {
    to: '/co-so/ho-so',
    label: { vi: 'Hồ sơ đã gửi', en: 'Dossiers sent' },
    short: { vi: 'Hồ sơ', en: 'Dossiers' },
    sign: ListSign,
  },
  {
    to: '/co-so/theo-khoa',
    label: { vi: 'Lỗi theo khoa', en: 'Findings by ward' },
    short: { vi: 'Theo khoa', en: 'By ward' },
    sign: WardSign,
  },
  {
    to: '/co-so/gui-bhxh',
    label: { vi: 'BHXH và thời hạn', en: 'Insurance and clocks' },
    short: { vi: 'BHXH', en: 'Insurance' },
    sign: ClockSign,
  },
  {
    to: '/co-so/phan-mem',
    label: { vi: 'Phần mềm', en: 'Software' },
    short: { vi: 'Phần mềm', en: 'Software' },
    sign: KeySign,
  },
]
