import { recordAudit } from '#audit'
import { withScope } from '#foundation/scope'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type Asker, auditCallerOf } from './asker.ts'
import { authoritiesOf } from './index-store.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import { registryScopeOf } from './reach.ts'
import { listStaff, type StaffLine } from './staff-store.ts'

export type StaffList = { readonly staff: readonly StaffLine[]; readonly more: boolean }

/**
 * The staff list of a facility on a day, one page by name; the reading is on record. Staff see their own facility's, officers those they are
 * responsible for, the Ministry all.
 *
 * Refuses `registry.not-own-authority`.
 */
export async function readStaffList(
  needs: ProfileNeeds,
  asker: Asker,
  asked: {
    readonly facility: string
    readonly day?: string | undefined
    readonly state?: string | undefined
    readonly afterName?: string | undefined
    readonly afterStatement?: string | undefined
    readonly limit: number
  },
): Promise<Outcome<StaffList>> {
  const { facility, afterName, afterStatement, limit } = asked
  const scope = registryScopeOf(asker)
  const day = asked.day ?? vietnamDay(needs.now())
  const after =
    afterName === undefined ? undefined : { name: afterName, statement: afterStatement ?? '' }
  const [staff, authority] = await withScope(needs.database, scope, (trx) =>
    Promise.all([
      listStaff(trx, { facility, day, state: asked.state, after, limit: limit + 1 }),
      authoritiesOf(trx, [facility]),
    ]),
  )
  if (!isOwn(asker, facility, authority.get(facility))) {
    await record(needs, asker, 'refused', facility, 0)
    return refuse('forbidden', 'registry.not-own-authority', 'facility')
  }
  await record(needs, asker, 'read', facility, Math.min(staff.length, limit))
  return accept({ staff: staff.slice(0, limit), more: staff.length > limit })
}

/** Whether a facility is one's own: that of staff, of the authority responsible, any for those who watch over the country. */
export function isOwn(asker: Asker, facility: string, authority: string | undefined): boolean {
  if (asker.facility !== undefined) return asker.facility === facility
  if (asker.province !== undefined) return asker.province === authority
  return asker.role === 'ministry-officer' || asker.role === 'traditional-officer'
}

async function record(
  needs: ProfileNeeds,
  asker: Asker,
  action: 'read' | 'refused',
  facility: string,
  count: number,
): Promise<void> {
  await recordAudit(needs.database, [
    {
      at: needs.now(),
      action,
      caller: auditCallerOf(asker),
      what: 'registry-staff',
      purpose: asker.facility === undefined ? 'supervision' : 'administration',
      detail: { facility, count },
    },
  ])
}
