import { createReadStream } from 'node:fs'
import { open, readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ExportedLog, LogLine } from '#audit'

/** Read so much at once: 1 MiB. */
const CHUNK_BYTES = 1_048_576

/** A line beyond this is none of an event: 1 MiB. */
const LINE_BYTES_MAX = 1_048_576

const NEWLINE = 10
const HASH_BYTES = 32

/** A folder that `./mach audit export` wrote, read as it is asked for. */
export async function readExportedLog(folder: string, newest: string): Promise<ExportedLog> {
  const removals: string[] = []
  for await (const note of readNotes(join(folder, 'removals.txt'))) removals.push(note)
  return {
    newest,
    checkpoints: () => readNotes(join(folder, 'checkpoints.txt')),
    lines: readLines(folder),
    leaves: (from, to) => readLeaves(join(folder, 'leaves.bin'), from, to),
    removals,
  }
}

/** Whether a file is one that `./mach audit export` writes. */
export function isPartOfLog(name: string): boolean {
  return /^(?:events-\d+\.jsonl|leaves\.bin|checkpoints\.txt|removals\.txt|pending\.jsonl|checkpoint)$/.test(
    name,
  )
}

/** The events that wait for their leaf: how many, and the times of the oldest and the newest. */
export type Pending = { readonly count: number; readonly oldest?: Date; readonly newest?: Date }

/** Reads the events that wait for their leaf; undefined when a line is none of an event. */
export async function readPending(folder: string): Promise<Pending | undefined> {
  const text = await readFile(join(folder, 'pending.jsonl'), 'utf8').catch(() => '')
  const times = text
    .split('\n')
    .filter((line) => line !== '')
    .map(timeOf)
    .toSorted((one, other) => one - other)
  const [oldest, newest] = [times[0], times.at(-1)]
  if (oldest === undefined || newest === undefined) return { count: 0 }
  // NaN sorts anywhere: each is looked at.
  if (times.some(Number.isNaN)) return undefined
  return { count: times.length, oldest: new Date(oldest), newest: new Date(newest) }
}

/** When an event happened, in ms; NaN when the line is none of an event. */
function timeOf(line: string): number {
  const at = /^\{"public":\{"number":\d+,"at":"([^"]+)"/.exec(line)?.[1]
  return at === undefined ? Number.NaN : Date.parse(at)
}

/** Signed notes that stand one behind the other: each ends with its lines of signatures. */
async function* readNotes(file: string): AsyncIterable<string> {
  let rest = ''
  for await (const chunk of readChunks(file)) {
    const text = rest + chunk.toString('latin1')
    const notes = text.split(/(?<=\n\xe2\x80\x94 [^\n]*\n)(?!\xe2\x80\x94 )/)
    rest = notes.pop() ?? ''
    for (const note of notes) yield Buffer.from(note, 'latin1').toString()
  }
  if (rest !== '') yield Buffer.from(rest, 'latin1').toString()
}

async function* readLines(folder: string): AsyncIterable<readonly LogLine[]> {
  const files = (await readdir(folder)).filter((name) => /^events-\d+\.jsonl$/.test(name)).sort()
  for (const name of files) yield* readLinesOf(join(folder, name))
}

async function* readLinesOf(file: string): AsyncIterable<readonly LogLine[]> {
  const name = basename(file)
  let rest: Buffer = Buffer.alloc(0)
  let count = 0
  const lineOf = (bytes: Buffer): LogLine => {
    count += 1
    return { bytes, file: name, line: count }
  }
  for await (const chunk of readChunks(file)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const lines: LogLine[] = []
    let from = 0
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      lines.push(lineOf(bytes.subarray(from, end)))
      from = end + 1
    }
    rest = bytes.subarray(from)
    if (rest.length > LINE_BYTES_MAX) rest = rest.subarray(0, LINE_BYTES_MAX)
    yield lines
  }
  if (rest.length > 0) yield [lineOf(rest)]
}

/** The bytes of a file in parts; none when there is no such file. */
async function* readChunks(file: string): AsyncIterable<Buffer> {
  const handle = await open(file).catch(() => undefined)
  if (handle === undefined) return
  await handle.close()
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES }))
    yield Buffer.from(chunk)
}

async function readLeaves(file: string, from: number, to: number): Promise<Buffer> {
  const handle = await open(file).catch(() => undefined)
  if (handle === undefined) return Buffer.alloc(0)
  try {
    const wanted = Buffer.alloc(Math.max(0, to - from) * HASH_BYTES)
    const { bytesRead } = await handle.read(wanted, 0, wanted.length, from * HASH_BYTES)
    return wanted.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
