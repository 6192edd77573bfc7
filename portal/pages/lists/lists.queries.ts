import { queryOptions } from '@tanstack/react-query'
import {
  ImportView,
  listImportedRows,
  listImports,
  listLists,
  readImport,
  readListDefinition,
  sendWorkbook,
} from '#workbooks/contract'
import { upload } from '../../foundation/bytes.ts'
import { call } from '../../foundation/call.ts'
import { readRefusal } from '../../foundation/problems.ts'

export type ListAddress = { readonly list?: string; readonly import?: string }

/** The list and the import that an address names. */
export function readListAddress(search: Record<string, unknown>): ListAddress {
  const named = (value: unknown) =>
    typeof value === 'string' && /^[\w-]{1,40}$/.test(value) ? value : undefined
  const list = named(search['list'])
  const found = named(search['import'])
  return { ...(list ? { list } : {}), ...(found ? { import: found } : {}) }
}

export const listsQuery = () =>
  queryOptions({ queryKey: [listLists.path], queryFn: () => call(listLists, {}) })

export const definitionQuery = (list: string) =>
  queryOptions({
    queryKey: [readListDefinition.path, list],
    queryFn: () => call(readListDefinition, { list }),
    staleTime: 300_000,
  })

export const importsQuery = (list: string) =>
  queryOptions({ queryKey: [listImports.path, list], queryFn: () => call(listImports, { list }) })

/** States in which an import goes on by itself: the page looks again every second. */
const MOVING = new Set(['received', 'comparing', 'running', 'undoing'])

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: [readImport.path, id],
    queryFn: () => call(readImport, { import: id }),
    refetchInterval: ({ state }) => (MOVING.has(state.data?.state ?? '') ? 1_000 : false),
  })

export type Shown = 'all' | 'new' | 'changed' | 'ended' | 'same' | 'failed'

export const rowsQuery = (id: string, show: Shown, after: number, changedAt: string) =>
  queryOptions({
    queryKey: [listImportedRows.path, id, show, after, changedAt],
    queryFn: () => call(listImportedRows, { import: id, show, after }),
  })

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Hands a workbook in. Throws `CallFailed` when it is refused as a whole. */
export async function sendFile(list: string, file: File): Promise<ImportView> {
  const wishes = { contentType: WORKBOOK }
  const { status, body } = await upload(sendWorkbook, { list, name: file.name }, file, wishes)
  const read = ImportView.safeParse(body)
  if (!read.success) throw readRefusal(status, undefined)
  return read.data
}
