import { z } from 'zod'
import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { isRecordId } from '#vocabulary/record-id'
import type { Author, Written } from '#workbooks'
import type { Change } from '../profile-change.ts'
import type { FieldValue, Statement } from '../profile.ts'
import { type KeptVersion, listCurrent } from '../profile-store.ts'
import type { RowNeeds } from './apply-rows.ts'
import { changeFiles } from './change-files.ts'
import { writerOfList } from './list-reach.ts'
import { rowFault } from './row-reasons.ts'

const Kept = z.custom<Statement>((value) => typeof value === 'object' && value !== null)

const Touched = z.object({
  subject: z.string().refine(isRecordId),
  /** Whether the row opened the file. */
  isNew: z.boolean(),
  touched: z.array(z.object({ before: Kept.optional(), after: Kept })),
})
/** What a written row touched, as its undo log keeps it. */
export type Touched = {
  readonly subject: string
  readonly isNew: boolean
  readonly touched: readonly { readonly before?: Statement; readonly after: Statement }[]
}

/** A file that a row opened keeps who it is about: files are never removed. */
const STAYS = new Set(['identity', 'administrative'])

/**
 * Takes rows back: what they added is withdrawn, what they changed is corrected to what stood before. It is a new version of the file, so that
 * both stay in its history. A row whose statements anybody changed since is refused with `workbooks.changed-since`.
 */
export async function takeBackRows(
  needs: RowNeeds,
  trx: Trx,
  author: Author,
  entries: readonly { readonly row: number; readonly undo: unknown }[],
): Promise<Written[]> {
  enterScope(trx, { work: 'registry' })
  const read = entries.map(({ row, undo }) => ({ row, ...Touched.parse(undo) }))
  const groups = [...Map.groupBy(read, ({ subject }) => subject).values()]
  const written: Written[] = []
  for (let depth = 0; groups.some((group) => group.length > depth); depth += 1) {
    const wave = groups.flatMap((group) => group[depth] ?? [])
    const kept = await listCurrent(
      trx,
      wave.map(({ subject }) => subject),
    )
    const current = new Map(kept.map((one) => [one.subject, one]))
    written.push(
      ...(await Promise.all(
        wave.map((entry) => takeBack(needs, trx, author, current.get(entry.subject), entry)),
      )),
    )
  }
  return written
}

type Entry = z.infer<typeof Touched> & { readonly row: number }

async function takeBack(
  needs: RowNeeds,
  trx: Trx,
  author: Author,
  known: KeptVersion | undefined,
  { row, isNew, touched }: Entry,
): Promise<Written> {
  const now = new Map(known?.profile.statements.map((one) => [one.id, one]))
  const isChanged = touched.some(({ after }) => said(now.get(after.id)) !== said(after))
  const failed = (code: string): Written => ({
    row,
    ok: false,
    reasons: [rowFault(needs.reasons, code)],
  })
  if (known === undefined || isChanged) return failed('workbooks.changed-since')
  const changes = touched
    .filter(({ after }) => !(isNew && STAYS.has(after.section)))
    .map(({ before, after }) => inverse(before, after))
  if (changes.length === 0) return { row, ok: true }
  const isAuthority = writerOfList(needs.definitions, needs.file.into, author) === 'authority'
  const [done] = await changeFiles(trx, needs, { ...author, isAuthority }, [{ known, changes }])
  const [problem] = done?.problems ?? []
  return problem === undefined ? { row, ok: true } : failed(problem.code)
}

/** What a statement says, whoever said it. */
function said(one: Statement | undefined): string {
  if (one === undefined) return ''
  const values = Object.entries(one.values).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([one.from, one.to, values])
}

function inverse(before: Statement | undefined, after: Statement): Change {
  if (before === undefined) return { act: 'withdraw', statement: after.id }
  const values: Record<string, FieldValue | null> = { ...before.values }
  for (const field of Object.keys(after.values)) values[field] ??= null
  const { from = null, to = null } = before
  return { act: 'correct', statement: after.id, from, to, values }
}
