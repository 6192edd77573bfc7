import { ListSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

export const listsPage: MenuPage = {
  to: '/danh-sach',
  label: { vi: 'Nhập danh sách', en: 'Bring in lists' },
  short: { vi: 'Danh sách', en: 'Lists' },
  sign: ListSign,
}
