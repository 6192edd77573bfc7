import { readFileSync } from 'node:fs'
import type { Trx } from '#foundation/database'
import { enterScope, withScope } from '#foundation/scope'
import {
  type Author,
  type Compared,
  ListDefinition,
  type ListKeeper,
  type Reason,
  type RowValues,
  type Written,
} from '#workbooks'
import { programmesTexts } from './problem-texts.ts'
import type { Programmes } from './read-programmes.ts'
import {
  type Attendance,
  knownFacilities,
  listAttendance,
  ownersOf,
  removeAttendance,
  writeAttendance,
} from './training-store.ts'

const FILE = new URL('../../catalogues/programmes/lists/training-roll.json', import.meta.url)

/** Lines that a template goes on from. */
const CURRENT_MAX = 20_000
/** As whom the Ministry holds a training. */
const MINISTRY = '00'

const HOLDERS = new Set<string>(['department-officer', 'department-head', 'ministry-officer'])

const YES_NO = [
  { code: '1', label: { vi: 'Có', en: 'Yes' } },
  { code: '0', label: { vi: 'Không', en: 'No' } },
]

/**
 * The rolls of trainings as a workbook: who came, for which facility, and whether they completed it. Whoever held a training brings its roll; the
 * facilities named there count as trained. Source: KH 1642/KH-BYT 2025, II.2.
 */
export function trainingRoll({ programmes }: { readonly programmes: Programmes }): ListKeeper {
  const known = programmes.all.map(({ id, name }) => ({ code: id, label: name }))
  return {
    definition: ListDefinition.parse(JSON.parse(readFileSync(FILE, 'utf8'))),
    codes: () => Promise.resolve({ programme: known, 'yes-no': YES_NO }),
    mayImport: ({ role }) => HOLDERS.has(role),
    current: (database, author) =>
      withScope(database, { work: 'programmes' }, async (trx) => {
        const lines = await listAttendance(trx, { authority: holderOf(author) }, CURRENT_MAX)
        return lines.map(rowOf)
      }),
    compare: compareRows,
    apply: applyRows,
    takeBack: takeBackRows,
  }
}

async function compareRows(
  trx: Trx,
  author: Author,
  rows: readonly RowValues[],
): Promise<Compared[]> {
  const known = await surroundings(trx, rows)
  return rows.map(({ row, values }): Compared => {
    const line = lineOf(values)
    const fault = faultOf(line, author, known)
    if (fault !== undefined) return { row, change: 'failed', reasons: [fault] }
    const before = known.before.get(keyOf(line))
    if (before === undefined) return { row, change: 'new' }
    const isSame = JSON.stringify(rowOf(before)) === JSON.stringify(rowOf(line))
    return { row, change: isSame ? 'same' : 'changed', before: rowOf(before) }
  })
}

async function applyRows(trx: Trx, author: Author, rows: readonly RowValues[]): Promise<Written[]> {
  const known = await surroundings(trx, rows)
  const judged = rows.map(({ row, values }) => {
    const line = lineOf(values)
    return { row, line, fault: faultOf(line, author, known) }
  })
  const good = judged.filter(({ fault }) => fault === undefined).map(({ line }) => line)
  await writeAttendance(trx, holderOf(author), good)
  return judged.map(({ row, line, fault }): Written => {
    if (fault !== undefined) return { row, ok: false, reasons: [fault] }
    return { row, ok: true, undo: { line, before: known.before.get(keyOf(line)) ?? null } }
  })
}

async function takeBackRows(
  trx: Trx,
  author: Author,
  entries: readonly { readonly row: number; readonly undo: unknown }[],
): Promise<Written[]> {
  enterScope(trx, { work: 'programmes' })
  const kept = entries.map(({ undo }) => undo as { line: Attendance; before: Attendance | null })
  await removeAttendance(
    trx,
    kept.filter(({ before }) => before === null).map(({ line }) => line),
  )
  await writeAttendance(
    trx,
    holderOf(author),
    kept.flatMap(({ before }) => before ?? []),
  )
  return entries.map(({ row }) => ({ row, ok: true }))
}

type Surroundings = {
  readonly facilities: ReadonlyMap<string, string>
  readonly owners: ReadonlyMap<string, string>
  readonly before: ReadonlyMap<string, Attendance>
}

async function surroundings(trx: Trx, rows: readonly RowValues[]): Promise<Surroundings> {
  enterScope(trx, { work: 'programmes' })
  const lines = rows.map(({ values }) => lineOf(values))
  const sessions = [...new Set(lines.map(({ session }) => session))]
  const facilities = await knownFacilities(trx, [...new Set(lines.map((one) => one.facility))])
  const owners = await ownersOf(trx, sessions)
  const before = await listAttendance(trx, { sessions }, CURRENT_MAX)
  return { facilities, owners, before: new Map(before.map((one) => [keyOf(one), one])) }
}

/** A roll is of whoever held the training, and speaks of facilities that they are responsible for; the Ministry invites all. */
function faultOf(line: Attendance, author: Author, known: Surroundings): Reason | undefined {
  const authority = known.facilities.get(line.facility)
  const owner = known.owners.get(line.session)
  if (authority === undefined) return reason('programmes.facility-unknown', 'MA_CSKCB')
  if (owner !== undefined && owner !== holderOf(author))
    return reason('programmes.training-of-another', 'MA_LOP')
  if (author.province !== undefined && authority !== author.province)
    return reason('programmes.not-own-authority', 'MA_CSKCB')
  return undefined
}

function reason(code: keyof typeof programmesTexts, column: string): Reason {
  const { message, remedy } = programmesTexts[code]
  return { code, column, message, remedy }
}

function holderOf({ province }: Pick<Author, 'province'>): string {
  return province ?? MINISTRY
}

function keyOf({ session, facility, attendee }: Attendance): string {
  return JSON.stringify([session, facility, attendee])
}

function lineOf(values: RowValues['values']): Attendance {
  return {
    session: values['MA_LOP'] ?? '',
    programme: values['CHUONG_TRINH'] ?? '',
    title: values['TEN_LOP'] ?? '',
    day: values['NGAY'] ?? '',
    facility: values['MA_CSKCB'] ?? '',
    attendee: values['HO_TEN'] ?? '',
    duty: values['CHUC_VU'] ?? '',
    passed: values['HOAN_THANH'] === '1',
  }
}

function rowOf(line: Attendance): Record<string, string> {
  return {
    MA_LOP: line.session,
    CHUONG_TRINH: line.programme,
    TEN_LOP: line.title,
    NGAY: line.day,
    MA_CSKCB: line.facility,
    HO_TEN: line.attendee,
    CHUC_VU: line.duty,
    HOAN_THANH: line.passed ? '1' : '0',
  }
}
