import { KeySign, PeopleSign, WardSign } from '../../components/icons.tsx'
import type { MenuPage } from '../../shell/navigation.ts'

/** The file of one's own facility. */
export const ownFacilityPage: MenuPage = {
  to: '/ho-so-cua-toi',
  label: { vi: 'Hồ sơ cơ sở', en: 'File of the facility' },
  short: { vi: 'Hồ sơ cơ sở', en: 'Facility' },
  sign: WardSign,
  exact: true,
}

/** Who is registered there. */
export const ownStaffPage: MenuPage = {
  to: '/ho-so-cua-toi/nhan-su',
  label: { vi: 'Người hành nghề', en: 'Practitioners' },
  short: { vi: 'Nhân sự', en: 'Staff' },
  sign: PeopleSign,
}

/** The own file of practice. */
export const ownPracticePage: MenuPage = {
  to: '/ho-so-cua-toi',
  label: { vi: 'Hồ sơ hành nghề', en: 'File of practice' },
  short: { vi: 'Hồ sơ', en: 'File' },
  sign: WardSign,
}

/** Where somebody asks for the account of a facility or of a practitioner. */
export const requestPage: MenuPage = {
  to: '/xin-tai-khoan',
  label: { vi: 'Tài khoản hành nghề', en: 'Accounts of practice' },
  short: { vi: 'Hành nghề', en: 'Practice' },
  sign: KeySign,
}
