import type { z } from 'zod'
import { type CaseToOpen, fieldsToForm, openCase, SYSTEM, takeStepWithin } from '#cases'
import { inTransaction, type Trx } from '#foundation/database'
import { fetchEntries } from '#records'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { aboutWhom, mayCopyFor, permitFor } from './about-whom.ts'
import type { listKinds as kindsPromise } from './contract.ts'
import type { PrivacyNeeds } from './needs.ts'

/** What can be opened at this counter; the definition says by whom. */
const KINDS = [
  'privacy-access',
  'privacy-copy',
  'privacy-correction',
  'privacy-restriction',
  'privacy-withdrawal',
  'privacy-erasure',
  'breach',
  'impact-assessment',
  'extract',
] as const

/** The kinds that a caller's role may open, with their forms. */
export function listKinds(
  needs: PrivacyNeeds,
  caller: Caller,
): z.input<typeof kindsPromise.response> {
  const day = vietnamDay(needs.now())
  return {
    kinds: KINDS.map((id) => needs.definitions.inForce(id, day))
      .filter(({ open }) => open.by.some(({ roles }) => roles.includes(caller.role)))
      .map((definition) => ({
        id: definition.id,
        name: definition.name,
        about: definition.about,
        source: `${definition.instrument}, ${definition.article}`,
        fields: fieldsToForm(definition, definition.open.fields),
      })),
  }
}

/**
 * Opens a request. A correction goes to the facility that wrote the visit; a copy is ready at once for who is signed in.
 *
 * Refuses `privacy.unknown-kind`, `privacy.no-such-visit`, `privacy.acts-not-for`, `privacy.copy-of-another`: a copy is
 * given to the person and to a child's guardian, not to family that was let see a part; and what opening a case refuses. A second call opens another
 * request: to ask again is a right.
 */
export async function openRequest(
  needs: PrivacyNeeds,
  caller: Caller,
  asked: {
    readonly kind: string
    readonly fields: Readonly<Record<string, string>>
    readonly of?: string | undefined
  },
): Promise<Outcome<{ readonly case: RecordId }>> {
  const kind = KINDS.find((one) => one === asked.kind)
  if (kind === undefined) return refuse('not-found', 'privacy.unknown-kind', 'kind')
  return inTransaction<{ readonly case: RecordId }>(needs.database, async (trx) => {
    const whom = await aboutWhom(trx, needs, caller, asked.of)
    if (!whom.ok) return whom
    const isForOther = whom.value !== undefined && whom.value !== caller.person
    if (
      kind === 'privacy-copy' &&
      isForOther &&
      !(await mayCopyFor(trx, needs, caller, whom.value))
    )
      return refuse('forbidden', 'privacy.copy-of-another', 'kind')
    const address = await addressOf(trx, needs, caller, whom.value, kind, asked.fields)
    if (!address.ok) return address
    const person = whom.value === undefined ? {} : { person: whom.value }
    const toOpen: CaseToOpen = {
      definition: kind,
      ...person,
      ...address.value,
      fields: asked.fields,
    }
    const opened = await openCase(trx, needs, caller, toOpen)
    if (!opened.ok) return opened
    if (kind !== 'privacy-copy') return accept({ case: opened.value.case })
    const ready = { case: opened.value.case, step: 'prepare', position: 1, fields: {}, defects: [] }
    const prepared = await takeStepWithin(trx, needs, SYSTEM, ready)
    return prepared.ok ? accept({ case: prepared.value.case }) : prepared
  })
}

type Address = { readonly facility?: FacilityCode; readonly province?: string }

/** To whom a request goes: a correction to the facility that wrote the visit, all else to the platform's office. */
async function addressOf(
  trx: Trx,
  needs: PrivacyNeeds,
  caller: Caller,
  person: RecordId | undefined,
  kind: (typeof KINDS)[number],
  fields: Readonly<Record<string, string>>,
): Promise<Outcome<Address>> {
  const { visit } = fields
  if (kind !== 'privacy-correction' || visit === undefined) return accept({})
  const facility = isRecordId(visit) ? await writerOf(trx, needs, caller, person, visit) : undefined
  if (facility === undefined) return refuse('not-found', 'privacy.no-such-visit', 'visit')
  const known = await needs.registry.findFacility(facility)
  return accept({ facility, ...(known === undefined ? {} : { province: known.province }) })
}

/** The facility that wrote a visit of whom the request is about; undefined when there is no such visit, or it may not be seen. */
async function writerOf(
  trx: Trx,
  needs: PrivacyNeeds,
  caller: Caller,
  person: RecordId | undefined,
  visit: RecordId,
): Promise<FacilityCode | undefined> {
  if (person === undefined) return undefined
  const permit = await permitFor(trx, needs, caller, person)
  if (!permit.permit) return undefined
  const { rows } = await fetchEntries(trx, permit, { visit })
  return rows.find((row) => row.visit === visit)?.facility
}
