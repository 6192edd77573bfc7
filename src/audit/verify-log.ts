import { growTree, type GrowingTree, HASH_BYTES, type NoteVerifier } from '#signing'
import type { Checkpoint } from './checkpoint.ts'
import { type CheckpointChain, followChain } from './checkpoint-chain.ts'
import { lineToLeaf } from './event-line.ts'
import { diagnose, type LogFault, placeOf } from './log-fault.ts'
import { gatherRemovals, parseRemoval, type Removals } from './removal.ts'
import { readSignedCheckpoints } from './signed-checkpoint.ts'

/** One line of an exported log, without its line end, and where it stands. */
export type LogLine = {
  readonly bytes: Buffer
  readonly file: string
  /** Counted from 1. */
  readonly line: number
}

/** An exported log as it lies in its folder. */
export type ExportedLog = {
  /** The newest checkpoint, a signed note. */
  readonly newest: string
  /** Every checkpoint, oldest first, as signed notes. */
  readonly checkpoints: () => AsyncIterable<string>
  /** Every line, in parts of any length. */
  readonly lines: AsyncIterable<readonly LogLine[]>
  /** The hashes of leaves `from` to `to`, 32 bytes each; shorter at the end. */
  readonly leaves: (from: number, to: number) => Promise<Buffer>
  /** Statements about what was removed: one that is not signed counts for nothing. */
  readonly removals: readonly string[]
}

export type LogReport = {
  readonly size: number
  readonly checkpoints: number
  readonly removed: number
  readonly newest: Checkpoint
}

export type Verification =
  | { readonly isWhole: true; readonly report: LogReport }
  | { readonly isWhole: false; readonly fault: LogFault }

/** Leaf hashes are read so many at once: 1 MiB. */
const LEAVES_AT_ONCE = 32_768

/** How far is looked for an event that is not where it was: 64 leaves. */
const NEAR = 64

const GONE = Buffer.from('{"gone":')
const STRAY = Buffer.from('{"stray":')

/**
 * Proves that an exported log is whole: every event has the leaf that was signed, in its order, none is missing and none was
 * put in; every checkpoint is the root of a beginning of the log and names the one before; the newest is signed with the key,
 * or with one to which the log was handed over by the key before.
 * Reads everything once, in bounded memory; needs nothing but the folder's content and the public key.
 *
 * @param earlier a checkpoint that was carried off before: it must be signed, and be the beginning of this log
 * @param onProgress told of the leaves that were checked, from time to time
 * @returns the first place at which the log is not what was signed
 */
export async function verifyLog(
  log: ExportedLog,
  key: NoteVerifier,
  earlier?: string,
  onProgress: (leaves: number) => void = () => undefined,
): Promise<Verification> {
  const { newest: last, checkpoints } = log
  const signed = await readSignedCheckpoints(checkpoints, key, { newest: last, earlier })
  if ('fault' in signed) return { isWhole: false, ...signed }
  const { newest, earlier: former } = signed
  if (former && former.size > newest.size)
    return failed(
      'shortened',
      newest.size,
      `the log ends before leaf ${former.size - 1}, which the earlier checkpoint of ${former.at.toISOString()} holds`,
    )

  const walk: Walk = {
    log,
    newest,
    earlier: former,
    tree: growTree(),
    chain: followChain(checkpoints(), newest, signed.key),
    removals: readRemovals(log.removals, signed.key),
    hashes: Buffer.alloc(0),
    hashesFrom: 0,
    removed: 0,
  }
  const fault = await walkLog(walk, onProgress)
  if (fault) return { isWhole: false, fault }
  const { tree, chain, removed } = walk
  return {
    isWhole: true,
    report: {
      size: tree.size(),
      checkpoints: chain.count(),
      removed,
      newest,
    },
  }
}

function failed(kind: LogFault['kind'], leaf: number, text: string): Verification {
  return { isWhole: false, fault: { kind, leaf, text } }
}

function readRemovals(notes: readonly string[], key: NoteVerifier): Removals {
  const read = notes.map((note) => parseRemoval(note, key))
  return gatherRemovals(read.flatMap((one) => (one.ok ? [one.value] : [])))
}

/** Where the walk over all leaves stands: one tree grows, and meets every checkpoint at its size. */
type Walk = {
  readonly log: ExportedLog
  readonly newest: Checkpoint
  readonly earlier: Checkpoint | undefined
  readonly tree: GrowingTree
  readonly chain: CheckpointChain
  readonly removals: Removals
  /** The leaf hashes at hand, and the leaf of the first. */
  hashes: Buffer
  hashesFrom: number
  removed: number
}

async function walkLog(
  walk: Walk,
  onProgress: (leaves: number) => void,
): Promise<LogFault | undefined> {
  const { log, tree, newest, chain } = walk
  await chain.start()
  const parts = log.lines[Symbol.asyncIterator]()
  for (let part = await parts.next(); part.done !== true; part = await parts.next()) {
    const lines = part.value
    for (const [place, line] of lines.entries()) {
      if (isPlainLine(walk, line.bytes)) continue
      const rest = async () => [...lines.slice(place + 1), ...((await parts.next()).value ?? [])]
      const fault = await takeLine(walk, line, rest)
      if (fault) return fault
    }
    onProgress(tree.size())
  }
  const missing = newest.size - tree.size()
  if (missing === 0) return chain.end()
  const text = `the log ends: ${missing} events are missing from leaf ${tree.size()} on`
  return { kind: 'shortened', leaf: tree.size(), text }
}

/** What nearly every line is: an event that has its leaf, at a size at which nothing else is to be looked at. */
function isPlainLine(walk: Walk, bytes: Buffer): boolean {
  const { tree, chain, earlier, hashes, hashesFrom } = walk
  const index = tree.size()
  const at = (index - hashesFrom) * HASH_BYTES
  if (at < 0 || at + HASH_BYTES > hashes.length || index + 1 >= chain.nextSize()) return false
  if (earlier?.size === index + 1) return false
  const leaf = lineToLeaf(bytes)
  if (leaf === undefined || leaf.compare(hashes, at, at + HASH_BYTES) !== 0) return false
  tree.append(leaf)
  return true
}

async function takeLine(
  walk: Walk,
  line: LogLine,
  rest: () => Promise<readonly LogLine[]>,
): Promise<LogFault | undefined> {
  const { newest, log } = walk
  const index = walk.tree.size()
  if (startsWith(line.bytes, GONE)) return takeGone(walk, line)
  if (startsWith(line.bytes, STRAY)) {
    const text = `${placeOf(line)} holds an event that stands between the leaves and has none`
    return { kind: 'inserted', leaf: index, text }
  }
  if (index >= newest.size) {
    const text = `${placeOf(line)} stands behind the last leaf, ${newest.size - 1}`
    return { kind: 'inserted', leaf: index, text }
  }
  const leaf = lineToLeaf(line.bytes)
  const wanted = await leafAt(walk, index)
  if (leaf && wanted?.equals(leaf)) return append(walk, leaf)
  const near = await log.leaves(index, Math.min(index + NEAR, newest.size))
  return diagnose({ index, line, leaf, following: await rest(), wanted: near })
}

/** The leaf that was exported beside the events; undefined at the end. */
async function leafAt(walk: Walk, index: number): Promise<Buffer | undefined> {
  const isAtHand =
    index >= walk.hashesFrom && index < walk.hashesFrom + walk.hashes.length / HASH_BYTES
  if (!isAtHand) {
    walk.hashes = await walk.log.leaves(index, index + LEAVES_AT_ONCE)
    walk.hashesFrom = index
  }
  const at = (index - walk.hashesFrom) * HASH_BYTES
  return walk.hashes.length < at + HASH_BYTES
    ? undefined
    : walk.hashes.subarray(at, at + HASH_BYTES)
}

async function append(walk: Walk, leaf: Buffer): Promise<LogFault | undefined> {
  const { tree, earlier, chain } = walk
  tree.append(leaf)
  const size = tree.size()
  if (earlier?.size === size && !earlier.root.equals(tree.root())) {
    const text = `the first ${size} leaves are not those of the earlier checkpoint`
    return { kind: 'forked', leaf: size - 1, text }
  }
  return size < chain.nextSize() ? undefined : chain.meet(size, tree.root())
}

async function takeGone(walk: Walk, line: LogLine): Promise<LogFault | undefined> {
  const place = placeOf(line)
  const range = readGone(line.bytes)
  const from = walk.tree.size()
  if (range?.from !== from || range.to > walk.newest.size || range.to <= from)
    return { kind: 'altered', leaf: from, text: `${place} is no line of a log` }
  for (let index = from; index < range.to; index += 1) {
    if (!walk.removals.covers(index)) {
      const text = `the event of leaf ${index} is missing (${place}), and no signed statement says that it was removed`
      return { kind: 'missing', leaf: index, text }
    }
    const leaf = await leafAt(walk, index)
    if (!leaf) return { kind: 'shortened', leaf: index, text: `the leaf hashes end at ${index}` }
    const fault = await append(walk, leaf)
    if (fault) return fault
    walk.removed += 1
  }
  return undefined
}

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.length > start.length && bytes.compare(start, 0, start.length, 0, start.length) === 0
}

function readGone(bytes: Buffer): { readonly from: number; readonly to: number } | undefined {
  const [, from, to] =
    /^\{"gone":\{"from":(\d{1,16}),"to":(\d{1,16})\}\}$/.exec(bytes.toString()) ?? []
  return from === undefined ? undefined : { from: Number(from), to: Number(to) }
}
