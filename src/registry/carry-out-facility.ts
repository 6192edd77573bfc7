import type { TakenStep } from '#cases'
import type { Trx } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type Asker, REGISTRY } from './asker.ts'
import { textIn } from './case-text.ts'
import { appendChange } from './evidence-store.ts'
import { submitFacility } from './facility-steps.ts'
import { makeFacilityAccounts } from './make-accounts.ts'
import { openWithin, type ProfileToOpen } from './open-profile.ts'
import { holdFile, recordStep } from './process-step.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import { findHeadOfCode } from './profile-store.ts'

/** An approved request: the owner's account, those of the named users, and the facility's file where there is none yet. */
export async function facilityAccount(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  taken: TakenStep,
): Promise<Outcome<unknown>> {
  const code = textIn(taken, 'facility-code')
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

/** A decision on the operating licence holds at once, whatever becomes of the draft around it. Source: Law 15/2023/QH15, art. 54-56. */
export function facilityLicence(event: 'suspend' | 'lift' | 'revoke') {
  return async (
    trx: Trx,
    needs: ProfileNeeds,
    by: Asker,
    subject: RecordId,
    taken: TakenStep,
  ): Promise<Outcome<unknown>> => {
    const file = await holdFile(trx, subject)
    if (file === undefined) return refuse('not-found', 'registry.unknown')
    const from = textIn(taken, 'from') || textIn(taken, 'decision-day')
    const isPart = event === 'suspend' && textIn(taken, 'part') === 'part'
    const about = textIn(taken, 'scope-part') || textIn(taken, 'facts')
    const recorded = await recordStep(trx, needs, file, {
      by,
      why: `operating-licence-${event}`,
      dataState: file.head.dataState,
      changes: [
        {
          act: 'add',
          section: 'operating-licence-event',
          from,
          ...(event === 'suspend' ? endOf(from, Number(taken.fields['months'])) : {}),
          values: {
            licence: textIn(taken, 'licence-number'),
            event,
            extent: isPart ? 'part' : 'whole',
            decisionNumber: textIn(taken, 'decision-number'),
            decidedOn: textIn(taken, 'decision-day'),
            about: about.slice(0, 2_000),
          },
        },
      ],
    })
    if (!recorded.ok) return recorded
    const { version } = recorded.value
    await appendChange(trx, { subject, version, what: 'standing', at: needs.now() })
    return recorded
  }
}

/** The last day of so many months from a day. Source: Civil Code 91/2015/QH13, art. 148. */
function endOf(from: string, months: number): { readonly to?: string } {
  if (!(months > 0)) return {}
  const end = new Date(from)
  end.setUTCMonth(end.getUTCMonth() + months)
  return { to: new Date(end.getTime() - 86_400_000).toISOString().slice(0, 10) }
}
