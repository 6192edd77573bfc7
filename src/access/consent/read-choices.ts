import type { z } from 'zod'
import type { Caller } from '#vocabulary/caller'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome } from '#vocabulary/outcome'
import { findStanding, listChoices } from './choice-store.ts'
import { type ConsentNeeds, nameFacility } from './consent-needs.ts'
import type { readChoices as promise } from './contract.ts'
import { isDataClass } from './find-consent-facts.ts'
import { whoseBook } from './whose-book.ts'

/** Signed records shown at once, the newest first. */
const RECORDS_SHOWN = 200

/** What a person hid and whom they shut out, as it stands, and the signed records of it. Refuses what `whoseBook` refuses. */
export async function readChoices(
  needs: ConsentNeeds,
  caller: Caller,
  of: string | undefined,
): Promise<Outcome<z.input<typeof promise.response>>> {
  const whose = await whoseBook(needs, caller, of)
  if (!whose.ok) return whose

  const { persons, child } = whose.value
  const [all, records] = await Promise.all([
    findStanding(needs.database, persons),
    listChoices(needs.database, persons, RECORDS_SHOWN),
  ])
  const standing = all
    .filter(({ effect }) => effect === 'hide')
    .map(({ kind, subject, at }) => ({ kind, subject, since: at.toISOString() }))
  const codes = standing.flatMap((one) => {
    const code = parseFacilityCode(one.subject)
    return one.kind === 'facility' && code.ok ? [{ code: code.value, since: one.since }] : []
  })
  return accept({
    visits: standing
      .filter(({ kind }) => kind === 'visit')
      .map(({ subject, since }) => ({ visit: subject, since })),
    classes: standing.flatMap(({ kind, subject, since }) =>
      kind === 'class' && isDataClass(subject) ? [{ class: subject, since }] : [],
    ),
    facilities: await Promise.all(
      codes.map(async ({ code, since }) => ({ facility: await nameFacility(needs, code), since })),
    ),
    records: records.map((record) => ({
      position: record.position,
      at: record.at.toISOString(),
      kind: record.kind,
      subject: record.subject,
      effect: record.effect,
      own: record.account === caller.account && child === undefined,
      text: record.text,
      signature: record.signature.toString('base64url'),
      key: record.key,
    })),
    publicKey: needs.key.publicKey,
    childIsAsked: child?.isAsked ?? false,
  })
}
