import { type Database, inTransaction, type Trx } from '#foundation/database'
import type { Loop } from '#foundation/loops'
import { enterScope } from '#foundation/scope'
import { accept } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { ProfileNeeds } from '../profile-needs.ts'
import { methodOn, type QualityMethod, readQualityMethods } from './quality-method.ts'
import {
  endPass,
  holdPass,
  listTurned,
  listUncounted,
  movePass,
  takeDue,
} from './quality-due-store.ts'
import { isCounted } from './quality-total-store.ts'
import { type QualityNeeds, refreshQuality } from './refresh-quality.ts'

/** What changed is counted within a second or two. */
const EVERY_MS = 1_000

/** Files of one round: some tenths of a second of work, so that a round lost with its process is soon done again. */
const ROUND = 200

/**
 * Files of one step of a pass over all. One step a second: the country takes some forty minutes and leaves the machine to those who wait for it.
 */
const PASS_STEP = 400

type Needs = Pick<ProfileNeeds, 'now' | 'definitions' | 'listsFor'>

/** Keeps the counts of quality up with what changes, with the days that pass, and with a new method. */
export function qualityLoop(needs: Needs & { readonly database: Database }): Loop {
  const methods = readQualityMethods()
  return {
    name: 'registry-quality',
    everyMs: EVERY_MS,
    run: async () => {
      const method = methodOn(methods, vietnamDay(needs.now()))
      const isMore = await countChanged(needs.database, { ...needs, method })
      if (!isMore) await countAll(needs.database, { ...needs, method })
      return isMore
    },
  }
}

/** Counts what changed and what time turned: some files. Answers whether there may be more. */
export async function countChanged(database: Database, needs: QualityNeeds): Promise<boolean> {
  const counted = await inTransaction(database, async (trx) => {
    enterScope(trx, { work: 'quality' })
    const due = await takeDue(trx, ROUND)
    const turned = await listTurned(trx, vietnamDay(needs.now()), ROUND - due.length)
    await refreshQuality(trx, needs, [...new Set([...due, ...turned])])
    return accept(due.length + turned.length === ROUND)
  })
  return counted.ok && counted.value
}

/**
 * One step of counting all files by a method that has not counted them all: those after the last step's, in the order of their keys. Every step is
 * a transaction with its own mark, so that whatever stops the process loses one step. Answers whether there is more.
 */
export async function countAll(
  database: Database,
  needs: QualityNeeds,
  step = PASS_STEP,
): Promise<boolean> {
  if (await isCounted(database, needs.method.number)) return false
  const moved = await inTransaction(database, async (trx) => {
    enterScope(trx, { work: 'quality' })
    return accept(await stepOn(trx, needs, step))
  })
  return moved.ok && moved.value
}

async function stepOn(trx: Trx, needs: QualityNeeds, step: number): Promise<boolean> {
  const { number }: QualityMethod = needs.method
  const { after, isOver } = await holdPass(trx, number, needs.now())
  if (isOver) return false
  const subjects = await listUncounted(trx, number, after, step)
  await refreshQuality(trx, needs, subjects)
  const last = subjects.at(-1)
  if (last !== undefined) await movePass(trx, number, last)
  if (subjects.length === step) return true
  await endPass(trx, number, needs.now())
  return false
}
