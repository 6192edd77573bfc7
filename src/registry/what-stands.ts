import { hasAdministrator } from '#access'
import type { CaseToOpen } from '#cases'
import type { Trx } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { searchKey } from '#vocabulary/person-name'
import { statementsOf, textOf } from './profile.ts'
import { findHeadOfCode, findVersion } from './profile-store.ts'

type Facts = NonNullable<CaseToOpen['facts']>

const FILE = { vi: 'Hồ sơ đang có của mã này', en: 'The file that this code has' }
const LICENCE = { vi: 'Số giấy phép trong hồ sơ', en: 'Licence number in the file' }
const ACCOUNT = { vi: 'Tài khoản quản trị của cơ sở', en: 'Administrator account of the facility' }
const THERE = { vi: 'Đã có', en: 'There is one' }

/**
 * What stands already of a facility code for which an account is asked, for whoever decides: the name and licence number in its file, and whether
 * somebody administers it. Whoever asks reads it too, so no person is named. None for a code that nobody has used.
 */
export async function whatStands(trx: Trx, code: string): Promise<Facts> {
  const head = await findHeadOfCode(trx, code)
  const kept = head && (await findVersion(trx, head.subject, { version: head.version }))
  const told = (label: Facts[number]['label'], value: string | undefined): Facts =>
    value === undefined || value === '' ? [] : [{ label, value }]
  const licence = kept && statementsOf(kept.profile, 'operating-licence').at(-1)
  const isHeld = await hasAdministrator(trx, code)
  return [
    ...told(FILE, head?.name),
    ...told(LICENCE, textOf(licence, 'number')),
    ...(isHeld ? [{ label: ACCOUNT, value: 'yes', text: THERE }] : []),
  ]
}

/**
 * Whether the account of a facility may be given out under this name. Refuses `registry.account-exists` where somebody administers the facility,
 * and `registry.account-other-name` where its file bears another name (accents and capitals aside).
 */
export async function insistOnFree(
  trx: Trx,
  asked: { readonly code: string; readonly name: string },
): Promise<Outcome<undefined>> {
  if (await hasAdministrator(trx, asked.code))
    return refuse('conflict', 'registry.account-exists', 'facility-code')
  const head = await findHeadOfCode(trx, asked.code)
  const isOther =
    head !== undefined && head.name !== '' && searchKey(head.name) !== searchKey(asked.name)
  return isOther ? refuse('conflict', 'registry.account-other-name', 'name') : accept(undefined)
}
