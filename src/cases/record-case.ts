import { type AuditAction, type AuditCaller, recordAudit } from '#audit'
import type { Database, Trx } from '#foundation/database'
import type { Case } from './case.ts'
import type { CaseCaller } from './needs.ts'

/**
 * Puts a reading or a step of a case on record, with the person it is about, so that it stands in that person's own
 * log. Of what was written nothing: codes only.
 */
export async function recordCase(
  db: Database | Trx,
  caller: CaseCaller,
  at: Date,
  action: Extract<AuditAction, 'read' | 'case' | 'refused'>,
  found: Pick<Case, 'id' | 'definition' | 'person' | 'position'>,
  step?: string,
): Promise<void> {
  await recordAudit(db, [
    {
      at,
      action,
      caller: auditCallerOf(caller),
      what: 'case',
      purpose:
        found.person !== undefined && caller.role === 'citizen' ? 'own-record' : 'administration',
      ...(found.person === undefined ? {} : { person: found.person }),
      detail: {
        case: found.id,
        definition: found.definition,
        position: found.position,
        ...(step === undefined ? {} : { step }),
      },
    },
  ])
}

function auditCallerOf(caller: CaseCaller): AuditCaller {
  const { account, name, address, facility } = caller
  return {
    account,
    name,
    address,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- roles of sign-in and `system` are what callers have
    role: caller.role as AuditCaller['role'],
    ...(facility === undefined ? {} : { facility }),
  }
}
