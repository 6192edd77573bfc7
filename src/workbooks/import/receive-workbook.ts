import { createHash } from 'node:crypto'
import { recordAudit } from '#audit'
import { inTransaction } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { newRecordId } from '#vocabulary/record-id'
import { openWorkbook } from '../sheet/open-workbook.ts'
import type { Import } from './import.ts'
import { findSameFile, insertImport, listImports } from './import-store.ts'
import { authorOf, keeperFor, scopeOf, type WorkbookNeeds } from './needs.ts'

/** Imports that one facility or authority may have under way at once. */
const UNDER_WAY_MAX = 5

const UNDER_WAY = new Set(['received', 'comparing', 'running', 'undoing'])

const NAME_CHARACTERS_MAX = 200

/**
 * Takes a workbook in: it is kept, and judged and compared right after. Nothing of what it says is written before somebody starts it.
 *
 * Refuses `workbooks.list-unknown`, `workbooks.not-your-list`, `workbooks.too-many-open`, and whatever `openWorkbook` refuses.
 * The same file again answers with the import that it made, as long as that one was not undone.
 */
export async function receiveWorkbook(
  needs: WorkbookNeeds,
  caller: Caller,
  asked: { readonly list: string; readonly name: string; readonly bytes: Buffer },
): Promise<Outcome<{ readonly found: Import; readonly isNew: boolean }>> {
  const author = authorOf(caller)
  const keeper = keeperFor(needs, author, asked.list)
  if (!keeper.ok) return keeper
  const opened = openWorkbook(asked.bytes)
  if (!opened.ok) return opened
  const { id: list, version } = keeper.value.definition
  const digest = createHash('sha256').update(asked.bytes).digest()
  const createdAt = needs.now()
  return inTransaction(needs.database, async (trx) => {
    enterScope(trx, scopeOf(author))
    const same = await findSameFile(trx, { list, author, digest })
    if (same) return accept({ found: same, isNew: false })
    const open = await listImports(trx, { limit: 50 })
    if (open.filter(({ state }) => UNDER_WAY.has(state)).length >= UNDER_WAY_MAX)
      return refuse('too-many', 'workbooks.too-many-open')
    const id = newRecordId(createdAt, 0, needs.random)
    const fileName = asked.name.slice(0, NAME_CHARACTERS_MAX)
    await insertImport(trx, { id, list, version, author, fileName, digest, createdAt }, asked.bytes)
    const found = await findSameFile(trx, { list, author, digest })
    if (!found) return refuse('forbidden', 'workbooks.not-your-list')
    const detail = { list, import: found.id, bytes: asked.bytes.length }
    await recordAudit(trx, [
      {
        at: createdAt,
        action: 'create',
        caller,
        what: 'workbook',
        purpose: 'administration',
        detail,
      },
    ])
    return accept({ found, isNew: found.id === id })
  })
}
