import type { TakenStep } from '#cases'
import type { Trx } from '#foundation/database'
import { accept, type Outcome } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type Asker, REGISTRY } from './asker.ts'
import { textIn } from './case-text.ts'
import { submitFacility } from './facility-steps.ts'
import { makeFacilityAccounts } from './make-accounts.ts'
import { openWithin, type ProfileToOpen } from './open-profile.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import { findHeadOfCode } from './profile-store.ts'
import { insistOnFree } from './what-stands.ts'

/** An approved request: the owner's account, those of the named users, and the facility's file where there is none yet. Refuses what `insistOnFree` refuses. */
export async function facilityAccount(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  taken: TakenStep,
): Promise<Outcome<unknown>> {
  const code = textIn(taken, 'facility-code')
  const free = await insistOnFree(trx, { code, name: textIn(taken, 'name') })
  if (!free.ok) return free
  const approved = { case: taken.case.id, opener: taken.case.openedBy, by }
  const made = await makeFacilityAccounts(trx, needs, approved, {
    code,
    headName: textIn(taken, 'head-name'),
    users: textIn(taken, 'user-names'),
  })
  if (!made.ok) return made
  if ((await findHeadOfCode(trx, code)) !== undefined) return accept(undefined)
  const province = taken.case.province ?? code.slice(0, 2)
  return openWithin(trx, needs, REGISTRY, {
    kind: 'facility',
    province,
    statements: firstStatements(taken, code, province, vietnamDay(needs.now())),
  })
}

/** What the request already says of the facility. */
function firstStatements(
  taken: TakenStep,
  code: string,
  province: string,
  today: string,
): ProfileToOpen['statements'] {
  const optional = (field: string, official: string) => {
    const value = textIn(taken, official)
    return value === '' ? {} : { [field]: value }
  }
  const authorities: Readonly<Record<string, string>> = {
    '00': 'ministry',
    '97': 'army',
    '98': 'police',
  }
  return [
    {
      act: 'add',
      section: 'administrative',
      from: today,
      values: {
        name: textIn(taken, 'name'),
        facilityCode: code,
        authority: authorities[province] ?? 'province',
        phone: textIn(taken, 'phone'),
        email: textIn(taken, 'email'),
        ...optional('gln', 'gln'),
        ...optional('organisationEid', 'organisation-eid'),
      },
    },
    {
      act: 'add',
      section: 'operating-licence',
      values: { number: textIn(taken, 'licence-number') },
    },
    {
      act: 'add',
      section: 'responsible-person',
      from: today,
      values: {
        charge: 'head',
        name: textIn(taken, 'head-name'),
        personalId: textIn(taken, 'head-number'),
      },
    },
  ]
}

/** A file that was returned comes again, accepted by name once more. */
export function submitAgain(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  subject: RecordId,
  taken: TakenStep,
): Promise<Outcome<unknown>> {
  return submitFacility(trx, needs, by, {
    subject,
    version: Number(taken.fields['profile-version']),
    headName: textIn(taken, 'head-name'),
    responsibleName: textIn(taken, 'responsible-name'),
  })
}
