import { recordAudit } from '#audit'
import { withScope } from '#foundation/scope'
import type { BytesAnswer } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { REASON_HEADER } from '../list/list-definition.ts'
import { reasonsLine } from '../list/reasons.ts'
import { writeRowNotes } from '../sheet/edit-workbook.ts'
import { makeTemplate } from '../sheet/make-template.ts'
import type { Import } from './import.ts'
import { readFileOf } from './import-store.ts'
import type { ListKeeper } from './keeper.ts'
import { authorOf, keeperFor, scopeOf, type WorkbookNeeds } from './needs.ts'
import { readImport } from './read-imports.ts'
import { type KeptRow, listRows } from './row-store.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The template of a list, empty or with what stands now within the caller's reach. Refuses what `keeperFor` refuses. */
export async function giveTemplate(
  needs: WorkbookNeeds,
  caller: Caller,
  asked: { readonly list: string; readonly filled: boolean },
): Promise<Outcome<BytesAnswer>> {
  const author = authorOf(caller)
  const keeper = keeperFor(needs, author, asked.list)
  if (!keeper.ok) return keeper
  const { definition, codes, current } = keeper.value
  const rows = asked.filled ? await current(needs.database, author) : []
  if (asked.filled) {
    const detail = { list: definition.id, rows: rows.length }
    await recordAudit(needs.database, [
      {
        at: needs.now(),
        action: 'export',
        caller,
        what: 'workbook',
        purpose: 'administration',
        detail,
      },
    ])
  }
  const filled = rows.map((values) => ({ values }))
  return accept(
    workbookAnswer(`${definition.id}.xlsx`, makeTemplate(definition, await codes(), filled)),
  )
}

/**
 * The workbook that came, with the reasons beside its rows; or a new one of the rows with reasons alone, to be mended and sent.
 * Refuses `workbooks.import-unknown`, `workbooks.file-forgotten`, and what `keeperFor` refuses.
 */
export async function giveReasons(
  needs: WorkbookNeeds,
  caller: Caller,
  asked: { readonly import: string; readonly rows: 'all' | 'failed' },
): Promise<Outcome<BytesAnswer>> {
  const read = await readImport(needs, caller, asked.import)
  if (!read.ok) return read
  const found = read.value
  const keeper = keeperFor(needs, authorOf(caller), found.list)
  if (!keeper.ok) return keeper
  const scope = scopeOf(authorOf(caller))
  const { failed, file } = await withScope(needs.database, scope, async (trx) => ({
    failed: await listRows(trx, found.id, { show: 'failed', after: 0, limit: ROWS_MAX }),
    file: await readFileOf(trx, found.id),
  }))
  if (!file || found.sheet === undefined || found.headerRow === undefined)
    return refuse('not-found', 'workbooks.file-forgotten')
  const { list, id } = found
  await recordAudit(needs.database, [
    {
      at: needs.now(),
      action: 'export',
      caller,
      what: 'workbook',
      purpose: 'administration',
      detail: { list, import: id, rows: failed.length },
    },
  ])
  return asked.rows === 'failed'
    ? onlyFailed(found, keeper.value, failed)
    : withReasons(found, file, failed)
}

const ROWS_MAX = 50_000

async function onlyFailed(
  found: Import,
  keeper: ListKeeper,
  failed: readonly KeptRow[],
): Promise<Outcome<BytesAnswer>> {
  const rows = failed.map(({ values, reasons }) => ({
    values,
    reasons: reasonsLine(reasons ?? []),
  }))
  const bytes = makeTemplate(keeper.definition, await keeper.codes(), rows)
  return accept(workbookAnswer(`${found.list}-can-sua.xlsx`, bytes))
}

function withReasons(
  { fileName, sheet = '', headerRow = 1 }: Import,
  file: Buffer,
  failed: readonly KeptRow[],
): Outcome<BytesAnswer> {
  const notes = new Map(failed.map(({ row, reasons }) => [row, reasonsLine(reasons ?? [])]))
  const written = writeRowNotes(file, { sheet, headerRow, header: REASON_HEADER, notes })
  return written.ok ? accept(workbookAnswer(fileName, written.value)) : written
}

function workbookAnswer(name: string, bytes: Uint8Array): BytesAnswer {
  const plain = name.replace(/[^\w.-]+/g, '-')
  return {
    status: 200,
    contentType: WORKBOOK,
    body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    headers: {
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  }
}
