import type { Database } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RandomBytes } from '#vocabulary/record-id'
import { type Account, type DemoName, readDemoName, readSignInName } from './account.ts'
import { findAccountByName, insertAccount } from './account-store.ts'
import { newCitizenId, newPractitionerId } from './create-account.ts'

type Needs = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  readonly facilityName: (facility: FacilityCode) => Promise<string | undefined>
}

/**
 * The demo account of a name such as `clerk@51001`, made when it is first asked for.
 * Undefined when the name is of no demo account, or of a facility that does not exist. To be asked in demo mode only.
 */
export async function findDemoAccount(needs: Needs, typed: string): Promise<Account | undefined> {
  const signInName = readSignInName(typed)
  const known = await findAccountByName(needs.database, signInName)
  if (known) return known.demo ? known : undefined
  const demo = readDemoName(signInName)
  if (demo === undefined) return undefined
  const facility = 'facility' in demo ? await needs.facilityName(demo.facility) : undefined
  if ('facility' in demo && facility === undefined) return undefined

  const account = {
    ...demo,
    id: demoId(demo.role, needs.random) ?? signInName,
    signInName,
    name: displayName(demo, facility),
    demo: true,
  }
  await insertAccount(needs.database, account, needs.now(), 'demo')
  return findAccountByName(needs.database, signInName)
}

function demoId(role: DemoName['role'], random: RandomBytes): string | undefined {
  if (role === 'citizen') return newCitizenId(random)
  return role === 'practitioner' ? newPractitionerId(random) : undefined
}

/** What others read of a demo account; a citizen's says nothing of the number. */
function displayName(demo: DemoName, facility: string | undefined): string {
  switch (demo.role) {
    case 'facility-clerk':
      return `Nhân viên hồ sơ – ${facility ?? demo.facility}`
    case 'doctor':
      return `Bác sĩ – ${facility ?? demo.facility}`
    case 'citizen':
      return 'Người dân (bản trình diễn)'
    case 'facility-administrator':
      return `Quản trị cơ sở – ${facility ?? demo.facility}`
    case 'department-officer':
      return `Cán bộ ${authorityName(demo.province)}`
    case 'department-head':
      return `Lãnh đạo ${authorityName(demo.province)}`
    case 'inspector':
      return `Thanh tra y tế ${demo.province}`
    case 'ministry-officer':
      return 'Cán bộ Bộ Y tế (bản trình diễn)'
    case 'traditional-officer':
      return 'Cán bộ Cục Quản lý Y, Dược cổ truyền (bản trình diễn)'
    case 'practitioner':
      return 'Người hành nghề (bản trình diễn)'
    case 'analyst':
      return 'Chuyên viên phân tích (bản trình diễn)'
    case 'auditor':
      return 'Kiểm toán viên (bản trình diễn)'
    case 'administrator':
      return 'Quản trị viên (bản trình diễn)'
  }
}

/** Who is responsible under a code: a province's health department, or one of those that have their own. */
function authorityName(code: string): string {
  const own: Readonly<Record<string, string>> = {
    '00': 'Bộ Y tế (cơ sở trực thuộc)',
    '97': 'Cục Quân y',
    '98': 'Cục Y tế, Bộ Công an',
  }
  return own[code] ?? `Sở Y tế ${code}`
}
