import { inTransaction, type Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { searchKey } from '#vocabulary/person-name'
import { accept, type Outcome, type Problem, refuse } from '#vocabulary/outcome'
import { newPersonId } from '#vocabulary/record-id'
import type { Asker } from './asker.ts'
import { identifierKey } from './identifiers.ts'
import { findHolders } from './index-store.ts'
import { problem } from './judge-values.ts'
import { noteClaims } from './note-claims.ts'
import type { Change } from './profile-change.ts'
import type { FieldValue, SubjectKind, ValueSource } from './profile.ts'
import type { Scheme, Writer } from './profile-definition.ts'
import type { Head } from './profile-head.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import { lockHead } from './profile-store.ts'
import { type Claim, recordVersion } from './record-version.ts'
import { boundsOfFacility } from './writer-bounds.ts'

export type ProfileToOpen = {
  readonly kind: SubjectKind
  /** The province of the facility, or of the facility that opens a practitioner's file. */
  readonly province: string
  readonly statements: readonly (Change & { readonly act: 'add' })[]
}

export type OpenedProfile = { readonly head: Head; readonly isNew: boolean }

/**
 * Opens the file of a facility or of a practitioner.
 *
 * A practitioner who has a file already, found by the personal ID (or passport and nationality), never gets a second: what the facility says of
 * the own registration is added to the file that is there. Refuses `registry.number-missing` without such a number,
 * `registry.registration-missing` from a facility at which the person is not registered,
 * `registry.number-of-another-name` when the number is another person's, which is kept to be settled, and what `recordVersion` refuses.
 * A second call with the same registration adds it once more, unless its hours clash.
 */
export async function openProfile(
  needs: ProfileNeeds,
  asker: Asker,
  asked: ProfileToOpen,
): Promise<Outcome<OpenedProfile>> {
  const claims: Claim[] = []
  const outcome = await inTransaction(needs.database, (trx) => {
    enterScope(trx, { work: 'registry' })
    return openWithin(trx, needs, asker, asked, (claim) => claims.push(claim))
  })
  if (!outcome.ok) await noteClaims(needs, asker, claims, undefined)
  return outcome
}

/** The same within a transaction that is in the scope of our own work. */
export async function openWithin(
  trx: Trx,
  needs: ProfileNeeds,
  asker: Asker,
  asked: ProfileToOpen,
  onClaim: (claim: Claim) => void = () => undefined,
): Promise<Outcome<OpenedProfile>> {
  const { kind, province, statements } = asked
  const [fault, ...faults] = openingFaults(asker, kind, statements)
  if (fault) return { ok: false, problems: [fault, ...faults] }
  const naming = numbersIn(kind, statements)
  if (naming.length === 0) return refuse('incorrect', 'registry.number-missing', numberPlace(kind))
  const [held] = await findHolders(trx, naming)
  const known = held && (await lockHead(trx, held.subject))
  if (known && kind === 'practitioner') return joinKnown(trx, needs, asker, asked, known, onClaim)

  const head = await recordVersion(trx, needs, {
    subject: newPersonId(needs.now(), needs.random),
    kind,
    province,
    changes: statements,
    by: asker,
    ...authorshipOf(asker),
    why: 'open',
    dataState: kind === 'facility' ? 'draft' : 'unclaimed',
    onClaim,
  })
  return head.ok ? accept({ head: head.value, isNew: true }) : head
}

/** A facility opens files of those who are to work there, and says so. */
export function openingFaults(
  asker: Asker,
  kind: SubjectKind,
  statements: ProfileToOpen['statements'],
): Problem[] {
  if (kind !== 'practitioner' || authorshipOf(asker).writer !== 'facility') return []
  const isRegistered = statements.some(({ section }) => section === 'registration')
  return [
    ...(isRegistered ? [] : [problem('registry.registration-missing', 'changes')]),
    ...boundsOfFacility({ subject: '', kind, statements: [] }, { kind }, asker, statements),
  ]
}

/** As whom somebody opens a file, and what the values then rest on. */
export function authorshipOf({ role }: Asker): {
  readonly writer: Writer
  readonly source: ValueSource
} {
  if (role === 'practitioner') return { writer: 'practitioner', source: 'practitioner' }
  if (role === 'system') return { writer: 'process', source: 'authority' }
  const isFacility = role === 'facility-administrator' || role === 'facility-clerk'
  return isFacility
    ? { writer: 'facility', source: 'facility' }
    : { writer: 'authority', source: 'authority' }
}

async function joinKnown(
  trx: Trx,
  needs: ProfileNeeds,
  asker: Asker,
  { statements }: ProfileToOpen,
  known: Head,
  onClaim: (claim: Claim) => void,
): Promise<Outcome<OpenedProfile>> {
  const identity = statements.findIndex(({ section }) => section === 'identity')
  const name = textIn(statements[identity]?.values.name)
  if (searchKey(name) !== searchKey(known.name)) {
    const [number] = numbersIn('practitioner', statements)
    if (number) {
      const { scheme, value } = number
      const held = { scheme, value, subject: known.subject, name: known.name }
      const wanted = { scheme, value, statement: '', section: 'identity', field: number.field }
      onClaim({ wanted, held, name })
    }
    return refuse('conflict', 'registry.number-of-another-name', `changes[${identity}].values.name`)
  }
  const own = statements.filter(({ section }) => section === 'registration')
  if (own.length === 0) return accept({ head: known, isNew: false })
  const joined = await recordVersion(trx, needs, {
    head: known,
    changes: own,
    by: asker,
    ...authorshipOf(asker),
    why: 'join',
    dataState: known.dataState,
    onClaim,
  })
  return joined.ok ? accept({ head: joined.value, isNew: false }) : joined
}

function numberPlace(kind: SubjectKind): string {
  return kind === 'facility' ? 'administrative.facilityCode' : 'identity.personalId'
}

type Naming = { readonly scheme: Scheme; readonly value: string; readonly field: string }

/** The numbers that name a subject for good, strongest first. */
function numbersIn(
  kind: SubjectKind,
  statements: readonly (Change & { readonly act: 'add' })[],
): Naming[] {
  const section = kind === 'facility' ? 'administrative' : 'identity'
  return statements
    .filter((one) => one.section === section)
    .flatMap(({ values }) => {
      if (kind === 'facility') return naming('facility-code', 'facilityCode', values.facilityCode)
      const document =
        values.nationality && values.passport && !values.personalId
          ? `${textIn(values.nationality)}:${textIn(values.passport)}`
          : undefined
      return [
        ...naming('personal-id', 'personalId', values.personalId),
        ...naming('foreign-document', 'passport', document),
      ]
    })
}

function naming(scheme: Scheme, field: string, written: FieldValue | null | undefined): Naming[] {
  const value = identifierKey(scheme, textIn(written))
  return value === '' ? [] : [{ scheme, value, field }]
}

function textIn(value: FieldValue | null | undefined): string {
  return typeof value === 'string' ? value : ''
}
