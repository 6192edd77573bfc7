import {
  BookSign,
  CaseSign,
  ChartSign,
  EyeSign,
  KeySign,
  ListSign,
  PaperSign,
} from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

/** The pages of a citizen. */
export const bookPages: readonly [MenuPage, ...MenuPage[]] = [
  {
    to: '/so-suc-khoe',
    label: { vi: 'Sổ sức khỏe', en: 'Health book' },
    short: { vi: 'Sổ', en: 'Book' },
    sign: BookSign,
    exact: true,
  },
  {
    to: '/so-suc-khoe/lan-kham',
    label: { vi: 'Lần khám', en: 'Visits' },
    short: { vi: 'Lần khám', en: 'Visits' },
    sign: ListSign,
  },
  {
    to: '/so-suc-khoe/xet-nghiem',
    label: { vi: 'Xét nghiệm', en: 'Results' },
    short: { vi: 'Xét nghiệm', en: 'Results' },
    sign: ChartSign,
  },
  {
    to: '/so-suc-khoe/giay-to',
    label: { vi: 'Giấy tờ', en: 'Papers' },
    short: { vi: 'Giấy tờ', en: 'Papers' },
    sign: PaperSign,
  },
  {
    to: '/so-suc-khoe/ai-da-xem',
    label: { vi: 'Ai đã xem sổ', en: 'Who read it' },
    short: { vi: 'Ai đã xem', en: 'Readers' },
    sign: EyeSign,
  },
  {
    to: '/so-suc-khoe/rieng-tu',
    label: { vi: 'Quyền riêng tư', en: 'Privacy' },
    short: { vi: 'Riêng tư', en: 'Privacy' },
    sign: KeySign,
  },
  {
    to: '/vu-viec',
    label: { vi: 'Yêu cầu của tôi', en: 'My requests' },
    short: { vi: 'Yêu cầu', en: 'Requests' },
    sign: CaseSign,
  },
]
