/**
 * How long does a staff list of 50,000 rows take: made, read and judged (as the browser does), taken in, compared, written, undone?
 * And the same list again with another department in every row? Against the 60 s from the workbook to the last row written.
 * `node benchmarks/workbook.ts [rows] [--json]`.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allTexts } from '../src/all-texts.ts'
import { readProfileDefinitions } from '../src/registry/profile-definition.ts'
import { registryLists } from '../src/registry/workbooks/keep-list.ts'
import { openTerminology } from '../src/terminology/index.ts'
import type { Caller } from '../src/vocabulary/caller.ts'
import { parseFacilityCode } from '../src/vocabulary/facility-code.ts'
import { type Database, openDatabase } from '../src/foundation/database.ts'
import { prepareDatabase } from '../src/commands/prepare-database.ts'
import { openJudge } from '../src/workbooks/list/judge-rows.ts'
import { readList } from '../src/workbooks/list/read-list.ts'
import { makeTemplate } from '../src/workbooks/sheet/make-template.ts'
import { writeRowNotes } from '../src/workbooks/sheet/edit-workbook.ts'
import { receiveWorkbook } from '../src/workbooks/import/receive-workbook.ts'
import { readImport } from '../src/workbooks/import/read-imports.ts'
import { steerImport } from '../src/workbooks/import/steer-import.ts'
import { workOnImports } from '../src/workbooks/import/work-on-imports.ts'

export type WorkbookFigures = {
  readonly rows: number
  readonly bytes: number
  readonly readAndJudgeMs: number
  readonly writeBackMs: number
  readonly judgeAndCompareMs: number
  readonly importMs: number
  /** From the sent workbook to the last row written, in seconds. */
  readonly workbookSeconds: number
  readonly done: number
  readonly heapMiB: number
}

const FACILITY = '51001'

/** Who brings lists in, and what it takes. */
async function openBench(database: Database) {
  const now = () => new Date()
  const random = (count: number) => new Uint8Array(randomBytes(count))
  const listsFor = openTerminology({ database, now }).listsFor
  const ground = { database, now, random, listsFor, definitions: readProfileDefinitions() }
  const keepers = registryLists({ ...ground, texts: allTexts })
  const needs = { database, now, random, keepers }
  const keeper = keepers.find(({ definition }) => definition.id === 'staff')
  const facility = parseFacilityCode(FACILITY)
  if (!keeper || !facility.ok) throw new Error('no staff list')
  const caller: Caller = {
    account: 'bench',
    name: 'bench',
    role: 'facility-clerk',
    rights: new Set(),
    address: '127.0.0.1',
    facility: facility.value,
  }
  return { needs, caller, definition: keeper.definition, codes: await keeper.codes() }
}
type Bench = Awaited<ReturnType<typeof openBench>>

/** Measures over an empty or a full registry; the rows are of persons who have no file yet. Their numbers begin with three digits of their own. */
export async function measureWorkbook(
  database: Database,
  rows: number,
  origin = '051',
): Promise<WorkbookFigures> {
  const bench = await openBench(database)
  const { definition, codes } = bench
  const bytes = Buffer.from(makeTemplate(definition, codes, staff(rows, origin, 0)))

  const judging = performance.now()
  const judge = openJudge(definition, codes)
  const reading = readList(bytes, definition)
  let heap = 0
  let judged = 0
  for (let step = reading.next(); step.done !== true; step = reading.next()) {
    judged += judge(step.value).length
    heap = Math.max(heap, process.memoryUsage().heapUsed)
  }
  if (judged !== rows) throw new Error(`judged ${judged} of ${rows}`)
  const writing = performance.now()
  const notes = new Map(Array.from({ length: rows / 10 }, (_e, index) => [5 + index * 10, 'sai']))
  const noted = writeRowNotes(bytes, {
    sheet: definition.sheet,
    headerRow: 4,
    header: 'KET_QUA',
    notes,
  })
  if (!noted.ok) throw new Error('not written back')

  const written = performance.now()
  return {
    rows,
    bytes: bytes.length,
    readAndJudgeMs: Math.round(writing - judging),
    writeBackMs: Math.round(written - writing),
    heapMiB: Math.round(heap / 1024 / 1024),
    ...(await bringIn(bench, bytes)),
  }
}

/** The list that `measureWorkbook` brought in, with another department in every row. */
async function measureChanges(database: Database, rows: number, origin = '051') {
  const bench = await openBench(database)
  return bringIn(
    bench,
    Buffer.from(makeTemplate(bench.definition, bench.codes, staff(rows, origin, 7))),
  )
}

/** Sends a workbook, compares it, writes it. */
async function bringIn({ needs, caller }: Bench, bytes: Buffer) {
  const sending = performance.now()
  const sent = await receiveWorkbook(needs, caller, { list: 'staff', name: 'bench.xlsx', bytes })
  if (!sent.ok) throw new Error(JSON.stringify(sent.problems))
  const id = sent.value.found.id
  while (await workOnImports(needs));
  const importing = performance.now()
  const started = await steerImport(needs, caller, { import: id, step: 'start' })
  if (!started.ok) throw new Error(JSON.stringify(started.problems))
  while (await workOnImports(needs));
  const end = performance.now()
  const found = await readImport(needs, caller, id)
  return {
    judgeAndCompareMs: Math.round(importing - sending),
    importMs: Math.round(end - importing),
    workbookSeconds: Math.round((end - sending) / 100) / 10,
    done: found.ok ? (found.value.counts.done ?? 0) : 0,
  }
}

function* staff(rows: number, origin: string, shift: number) {
  for (let index = 0; index < rows; index += 1) {
    const number = String(index).padStart(7, '0')
    yield {
      values: {
        MA_KHOA: `K${String(((index + shift) % 40) + 1).padStart(2, '0')}`,
        TEN_KHOA: 'Khoa thử',
        HO_TEN: `NGUYỄN VĂN ${number}`,
        GIOI_TINH: '1',
        SO_DINH_DANH: `${origin}09${number}`,
        CHUCDANH_NN: '1',
        VI_TRI: '0',
        MACCHN: `9${origin}${number}/MAU-GPHN`,
        NGAYCAP_CCHN: '2024-03-15',
        NOICAP_CCHN: 'Sở Y tế',
        THOIGIAN_DK: '1',
        THOIGIAN_NGAY: '0700-1130;1300-1630',
        THOIGIAN_TUAN: 'T2T3T4T5T6',
        TU_NGAY: '2026-01-01',
        MA_CSKCB: FACILITY,
      },
    }
  }
}

if (import.meta.main) {
  const rows = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 50_000)
  const folder = await mkdtemp(join(tmpdir(), 'mach-bench-workbook-'))
  const prepared = await prepareDatabase(folder)
  const database = openDatabase(prepared.url)
  try {
    const made = await measureWorkbook(database, rows)
    const changed = await measureChanges(database, rows)
    process.stdout.write(`${JSON.stringify({ ...made, changed })}\n`)
  } finally {
    await database.destroy()
    await prepared.end()
    await rm(folder, { recursive: true, force: true })
  }
}
