import type { Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { RowValues } from '#workbooks'
import { identifierKey } from '../identifiers.ts'
import { findHolders } from '../index-store.ts'
import { type KeptVersion, listCurrent } from '../profile-store.ts'
import type { Into } from './list-files.ts'

/** The files that rows speak of, as they stand now. */
export type Subjects = {
  readonly of: (values: RowValues['values']) => KeptVersion | undefined
  readonly all: ReadonlyMap<RecordId, KeptVersion>
}

/** Finds the subjects of many rows in two statements. */
export async function subjectsOf(
  trx: Trx,
  { scheme, column }: Into,
  rows: readonly RowValues[],
): Promise<Subjects> {
  const keyOf = (values: RowValues['values']) => identifierKey(scheme, values[column] ?? '')
  const values = [...new Set(rows.map((row) => keyOf(row.values)))].filter((key) => key !== '')
  const holders = await findHolders(
    trx,
    values.map((value) => ({ scheme, value })),
  )
  const subjects = [...new Set(holders.map(({ subject }) => subject))]
  const kept = subjects.length === 0 ? [] : await listCurrent(trx, subjects)
  const all = new Map(kept.map((one) => [one.subject, one]))
  const byKey = new Map(holders.map(({ value, subject }) => [value, all.get(subject)]))
  return { of: (row) => byKey.get(keyOf(row)), all }
}
