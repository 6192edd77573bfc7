import { createHash } from 'node:crypto'
import { z } from 'zod'
import { inTransaction, type Trx } from '#foundation/database'
import { enterScope, type Scope, withScope } from '#foundation/scope'
import type { BytesAnswer } from '#foundation/serve'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import {
  findAttachment,
  holdCase,
  keepAttachment,
  type KeptAttachment,
  listAttachments,
  removeAttachment,
} from './attachment-store.ts'
import { findCase, type KeptCase } from './case-store.ts'
import type { CaseView } from './contract.ts'
import type { Attachment, CaseDefinition } from './definition.ts'
import { actorOf, type CaseCaller, type CaseNeeds, caseScopeOf } from './needs.ts'
import { type Actor, mayRead, stepsOf } from './next-steps.ts'
import { keyOwner } from './open-case.ts'
import { recordCase } from './record-case.ts'
import { openBytes, sealBytes } from './seal-bytes.ts'

export type PaperToAttach = {
  readonly case: string
  readonly kind: string
  readonly name: string
  readonly bytes: Buffer
}

const PaperName = z.object({ name: z.string(), contentType: z.string() })

type Place = { readonly kind: string; readonly digest: string }

/**
 * Puts a paper into a case, sealed under the key of the case. Only whoever has a step there that takes this kind may, and
 * only what the bytes themselves show to be of an allowed type.
 *
 * Refuses `cases.unknown`, `cases.attachment-not-yours`, `cases.attachment-empty`, `cases.attachment-too-large`,
 * `cases.attachment-type`, `cases.attachment-too-many`, `cases.erased`. A second call with the same bytes changes nothing.
 */
export function attachPaper(
  needs: CaseNeeds,
  caller: CaseCaller,
  paper: PaperToAttach,
): Promise<Outcome<Place>> {
  return inTransaction(needs.database, async (trx) => {
    const held = await holdOpen(trx, needs, caller, paper)
    if (!held.ok) return held
    const { kept, key, limits } = held.value
    const { bytes, kind } = paper
    const contentType = typeOf(bytes)
    if (bytes.length === 0) return refuse('incorrect', 'cases.attachment-empty', kind)
    if (bytes.length > limits.bytesMax)
      return refuse('too-large', 'cases.attachment-too-large', kind)
    if (!limits.accepts.some((one) => one === contentType))
      return refuse('unsupported', 'cases.attachment-type', kind)
    const digest = createHash('sha256').update(bytes).digest('hex')
    const { id, position } = kept.found
    const there = (await listAttachments(trx, id)).filter((one) => one.kind === kind)
    if (there.some((one) => one.digest === digest)) return accept({ kind, digest })
    if (there.length >= limits.countMax)
      return refuse('conflict', 'cases.attachment-too-many', kind)
    const place = paperPlace(id, { kind, digest })
    const named = Buffer.from(JSON.stringify({ name: paper.name, contentType }), 'utf8')
    const at = needs.now()
    await keepAttachment(trx, {
      id,
      kind,
      digest,
      bytes: bytes.length,
      position,
      at,
      by: caller,
      sealedName: sealBytes(key, named, `${place}|name`, needs.random),
      sealed: sealBytes(key, bytes, place, needs.random),
    })
    await recordCase(trx, caller, at, 'case', kept.found, 'attach')
    return accept({ kind, digest })
  })
}

/**
 * Takes a paper out again, by whoever put it there and before any step was taken since.
 *
 * Refuses `cases.unknown`, `cases.attachment-not-yours`, `cases.attachment-unknown`, `cases.attachment-handed-in`, `cases.erased`.
 */
export function detachPaper(
  needs: CaseNeeds,
  caller: CaseCaller,
  asked: Place & { readonly case: string },
): Promise<Outcome<{ readonly case: RecordId }>> {
  return inTransaction(needs.database, async (trx) => {
    const held = await holdOpen(trx, needs, caller, asked)
    if (!held.ok) return held
    const { found } = held.value.kept
    const there = (await listAttachments(trx, found.id)).find((one) => isAt(one, asked))
    if (there === undefined) return refuse('not-found', 'cases.attachment-unknown')
    if (!isRemovable(there, found, caller.account))
      return refuse('conflict', 'cases.attachment-handed-in')
    await removeAttachment(trx, found.id, asked.kind, asked.digest, needs.now())
    await recordCase(trx, caller, needs.now(), 'case', found, 'detach')
    return accept({ case: found.id })
  })
}

type Held = {
  readonly kept: KeptCase
  readonly key: Uint8Array
  readonly limits: Attachment
}

/** The case, held against whoever would move it, when the caller has a step there that takes this kind of paper. */
async function holdOpen(
  trx: Trx,
  needs: CaseNeeds,
  caller: CaseCaller,
  asked: { readonly case: string; readonly kind: string },
): Promise<Outcome<Held>> {
  const actor = await actorOf(trx, caller, needs)
  enterScope(trx, caseScopeOf(needs, actor))
  if (!isRecordId(asked.case)) return refuse('not-found', 'cases.unknown')
  await holdCase(trx, asked.case)
  const kept = await findCase(trx, asked.case)
  const definition = kept && needs.definitions.ofCase(kept.found)
  if (!kept || !definition || !mayRead(definition, kept.found, actor))
    return refuse('not-found', 'cases.unknown')
  const limits = definition.attachments[asked.kind]
  const takes = stepsOf(definition, kept.found, actor).some(({ attachments }) =>
    attachments.some(({ attachment }) => attachment === asked.kind),
  )
  if (limits === undefined || !takes) return refuse('forbidden', 'cases.attachment-not-yours')
  if (kept.wrapped === undefined) return refuse('conflict', 'cases.erased')
  const key = needs.dataKeys.unwrap(kept.wrapped, keyOwner(kept.found.id))
  return accept({ kept, key, limits })
}

export type ReadableCase = {
  readonly kept: KeptCase
  readonly definition: CaseDefinition
  readonly actor: Actor
  readonly scope: Scope
}

/** The papers of a case as its reader sees them; none where the key of the case is gone. */
export async function readAttachments(
  needs: CaseNeeds,
  { kept, definition, actor, scope }: ReadableCase,
): Promise<CaseView['attachments']> {
  const { wrapped, found } = kept
  if (wrapped === undefined || Object.keys(definition.attachments).length === 0) return []
  const key = needs.dataKeys.unwrap(wrapped, keyOwner(found.id))
  const papers = await withScope(needs.database, scope, (trx) => listAttachments(trx, found.id))
  return papers.map((paper) => {
    const { kind, digest, bytes, at, by } = paper
    const named = openName(key, found.id, paper)
    return {
      attachment: kind,
      digest,
      bytes,
      ...named,
      at: at.toISOString(),
      by: by.name,
      label: definition.attachments[kind]?.label ?? { vi: kind, en: kind },
      removable: isRemovable(paper, found, actor.account),
    }
  })
}

/**
 * The bytes of one paper, for whoever may read the case; the reading is on record.
 *
 * Refuses `cases.attachment-unknown`, also where the key of the case is gone.
 */
export async function givePaper(
  needs: CaseNeeds,
  caller: CaseCaller,
  { kept: { found, wrapped }, scope }: ReadableCase,
  asked: Place,
): Promise<Outcome<BytesAnswer>> {
  const paper = await withScope(needs.database, scope, (trx) =>
    findAttachment(trx, found.id, asked.kind, asked.digest),
  )
  if (paper === undefined || wrapped === undefined)
    return refuse('not-found', 'cases.attachment-unknown')
  const key = needs.dataKeys.unwrap(wrapped, keyOwner(found.id))
  const { contentType, name } = openName(key, found.id, { ...asked, ...paper })
  await recordCase(needs.database, caller, needs.now(), 'read', found, 'attachment')
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
  return accept({
    status: 200,
    contentType,
    body: openBytes(key, paper.sealed, paperPlace(found.id, asked)),
    headers: { 'content-disposition': disposition, 'x-content-type-options': 'nosniff' },
  })
}

/** What the first bytes of a file say that it is; undefined for anything that no case takes. */
function typeOf(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 8).toString('latin1')
  if (head.startsWith('%PDF-')) return 'application/pdf'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  return head === '\x89PNG\r\n\x1a\n' ? 'image/png' : undefined
}

/** To what the bytes of a paper are bound. */
function paperPlace(id: RecordId, { kind, digest }: Place): string {
  return `${id}|${kind}|${digest}`
}

function isAt(one: Place, other: Place): boolean {
  return one.kind === other.kind && one.digest === other.digest
}

function isRemovable(
  { position, by }: Pick<KeptAttachment, 'position' | 'by'>,
  found: { readonly position: number },
  account: string,
): boolean {
  return by.account === account && position === found.position
}

function openName(
  key: Uint8Array,
  id: RecordId,
  paper: Place & { readonly sealedName: Uint8Array },
): { readonly name: string; readonly contentType: string } {
  const text = openBytes(key, paper.sealedName, `${paperPlace(id, paper)}|name`).toString('utf8')
  return PaperName.parse(JSON.parse(text))
}
