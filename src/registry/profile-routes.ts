import { inTransaction } from '#foundation/database'
import { enterScope, withScope } from '#foundation/scope'
import { type Door, serve } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { listConflicts, settleOneConflict } from './conflict-contract.ts'
import { listOpenConflicts, settleConflict } from './evidence-store.ts'
import { fetchFirstLinks } from './make-accounts.ts'
import { openProfile } from './open-profile.ts'
import {
  askForFacilityAccount,
  askForPractitionerAccount,
  claimOwnPractice,
  declareOwnPractice,
  openRegistrationWork,
  samplePractitioner,
  submitOwnFacility,
  type WorkNeeds,
} from './open-work.ts'
import * as promises from './profile-contract.ts'
import { deskRoutes } from './desk-routes.ts'
import { licenceWorkRoutes } from './licence/licence-work-routes.ts'
import { differenceView, headView, historyView, profileView, staffView } from './profile-view.ts'
import { compareVersions, readHistory, readProfile } from './read-profile.ts'
import { readStaffList } from './read-staff.ts'
import { registryScopeOf } from './reach.ts'
import * as work from './work-contract.ts'
import { type StatementsToWrite, writeStatements } from './write-statements.ts'

type Needs = WorkNeeds & { readonly origin: string }

/** Binds the files of the registry: reading and writing them. */
export function profileRoutes(door: Door, needs: Needs): void {
  serve(door, promises.readDefinition, async (_caller, { kind }) =>
    accept({ definition: needs.definitions[kind] }),
  )
  serve(door, promises.readOneProfile, async (caller, { believedAt, ...asked }) =>
    shown(
      await readProfile(needs, caller, {
        ...asked,
        ...(believedAt === undefined ? {} : { believedAt: new Date(believedAt) }),
      }),
      profileView,
    ),
  )
  serve(door, promises.readProfileHistory, async (caller, asked) =>
    shown(await readHistory(needs, caller, asked), historyView),
  )
  serve(door, promises.readDifference, async (caller, asked) =>
    shown(await compareVersions(needs, caller, asked), (all) => ({
      differences: all.map(differenceView),
    })),
  )
  serve(door, promises.writeOwnFacility, (caller, asked) => write(needs, caller, asked))
  serve(door, promises.writeOwnPractice, (caller, asked) => write(needs, caller, asked))
  serve(door, promises.openPractitioner, async (caller, { statements }) => {
    const province = caller.facility?.slice(0, 2) ?? '00'
    const asked = { kind: 'practitioner', province, statements } as const
    return shown(await openProfile(needs, caller, asked), ({ head, isNew }) => ({
      head: headView(head),
      isNew,
    }))
  })
  serve(door, promises.readStaff, async (caller, asked) =>
    shown(await readStaffList(needs, caller, asked), staffView),
  )
  conflictRoutes(door, needs)
  deskRoutes(door, needs)
  licenceWorkRoutes(door, needs)
  workRoutes(door, needs)
}

function conflictRoutes(door: Door, needs: Needs): void {
  serve(door, listConflicts, async (caller, { limit }) => {
    const conflicts = await withScope(needs.database, registryScopeOf(caller), (trx) =>
      listOpenConflicts(trx, { limit, authority: caller.province }),
    )
    return accept({
      conflicts: conflicts.map((one) => ({ ...one, at: one.at.toISOString() })),
    })
  })
  serve(door, settleOneConflict, (caller, { conflict, as }) =>
    inTransaction(needs.database, async (trx) => {
      enterScope(trx, registryScopeOf(caller))
      const settled = { at: needs.now(), by: caller.account, as }
      const isSettled = isRecordId(conflict) && (await settleConflict(trx, conflict, settled))
      return isSettled ? accept({}) : refuse('not-found', 'registry.no-conflict', 'conflict')
    }),
  )
}

function workRoutes(door: Door, needs: Needs): void {
  const opened = (found: { readonly case: string }) => ({ case: found.case })
  serve(door, work.askFacilityAccount, async (caller, { fields }) =>
    shown(await askForFacilityAccount(needs, caller, fields), opened),
  )
  serve(door, work.askPractitionerAccount, async (caller, asked) =>
    shown(await askForPractitionerAccount(needs, caller, asked), opened),
  )
  serve(door, work.fetchAccountLinks, async (caller, asked) =>
    shown(await fetchFirstLinks(needs, caller, asked.case), (links) => ({
      links: links.map(({ account, token, expiresAt }) => ({
        account,
        link: `${needs.origin}/password/${token}`,
        expiresAt: expiresAt.toISOString(),
      })),
    })),
  )
  serve(door, work.submitFacilityProfile, async (caller, asked) =>
    shown(await submitOwnFacility(needs, caller, asked), opened),
  )
  serve(door, work.claimPractice, async (caller, asked) =>
    shown(await claimOwnPractice(needs, caller, asked), opened),
  )
  serve(door, work.declareOwn, async (caller, asked) =>
    shown(await declareOwnPractice(needs, caller, asked), ({ cases, head }) => ({
      cases: [...cases],
      version: head.version,
    })),
  )
  serve(door, work.drawSample, async (caller, asked) =>
    shown(await samplePractitioner(needs, caller, asked), opened),
  )
  serve(door, work.beginRegistration, async (caller, asked) =>
    shown(await openRegistrationWork(needs, caller, asked), opened),
  )
}

async function write(needs: Needs, caller: Caller, asked: StatementsToWrite) {
  return shown(await writeStatements(needs, caller, asked), (head) => ({ head: headView(head) }))
}

function shown<Value, View>(outcome: Outcome<Value>, view: (value: Value) => View): Outcome<View> {
  return outcome.ok ? accept(view(outcome.value)) : outcome
}
