import { ChartSign, PaperSign, QueueSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'
import { casesPage } from '../privacy/navigation.ts'

/** The pages of an officer of the health department (Sở Y tế). */
export const departmentPages: readonly [MenuPage, ...MenuPage[]] = [
  {
    to: '/so-y-te',
    label: { vi: 'Chất lượng dữ liệu', en: 'Quality of data' },
    short: { vi: 'Chất lượng', en: 'Quality' },
    sign: ChartSign,
    exact: true,
  },
  {
    to: '/so-y-te/cho-gui',
    label: { vi: 'Hồ sơ chờ gửi', en: 'Deliveries waiting' },
    short: { vi: 'Chờ gửi', en: 'Waiting' },
    sign: QueueSign,
  },
  {
    to: '/so-y-te/bao-cao',
    label: { vi: 'Báo cáo sáu tháng', en: 'Half-year report' },
    short: { vi: 'Báo cáo', en: 'Report' },
    sign: PaperSign,
  },
  casesPage,
]
