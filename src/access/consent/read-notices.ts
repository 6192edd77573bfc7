import type { z } from 'zod'
import { inTransaction } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { type ConsentNeeds, nameFacility } from './consent-needs.ts'
import type { readNotices as promise } from './contract.ts'
import { findSeen, insertSeen, listPersonNotices } from './person-notice-store.ts'

/** What the person is told, the latest first, and how much of it is new. Somebody without a record is told nothing yet. */
export async function readNotices(
  needs: ConsentNeeds,
  caller: Caller,
): Promise<Outcome<z.input<typeof promise.response>>> {
  if (caller.person === undefined) return accept({ notices: [], unseen: 0 })
  const persons = await needs.keysOf(caller.person)
  const [kept, seenAt] = await Promise.all([
    listPersonNotices(needs.database, persons),
    findSeen(needs.database, caller.account, persons),
  ])
  const notices = await Promise.all(
    kept.map(async ({ position, at, what, byName, facility, detail }) => ({
      position,
      at: at.toISOString(),
      what,
      ...(byName === undefined ? {} : { byName }),
      ...(facility === undefined ? {} : { facility: await nameFacility(needs, facility) }),
      ...(detail === undefined ? {} : { detail }),
      seen: seenAt !== undefined && at <= seenAt,
    })),
  )
  return accept({ notices, unseen: notices.filter(({ seen }) => !seen).length })
}

/** Notes that everything told so far was looked at. A second call notes it again. Refuses `access.no-person`. */
export async function markNoticesSeen(
  needs: ConsentNeeds,
  caller: Caller,
): Promise<Outcome<Record<string, never>>> {
  const { person, account } = caller
  if (person === undefined) return refuse('not-found', 'access.no-person')
  const at = needs.now()
  return inTransaction(needs.database, async (trx) => {
    const [newest] = await listPersonNotices(trx, [person])
    await insertSeen(trx, { account, person, upTo: newest?.position ?? 0, at })
    return accept({})
  })
}
