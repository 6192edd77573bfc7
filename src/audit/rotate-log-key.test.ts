import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import {
  makeNoteKey,
  type NoteSigner,
  type NoteVerifier,
  noteToText,
  openNoteSigner,
  parseNote,
  signNote,
} from '#signing'
import { checkpointHash, parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { eraseEvents } from './erase-events.ts'
import { listLogVerifiers, openLogKey } from './open-log-key.ts'
import { completeRotation, rotateLogKey } from './rotate-log-key.ts'
import { type CarriedLog, asOwner, carryOff, verifyCarried } from './testing/exported-log.ts'
import { logWorld, type LogWorld, plainSealer } from './testing/log-world.ts'
import { watchLog } from './watch-log.ts'

const needsOf = ({ temporary, now }: LogWorld) => ({
  owner: temporary.owner,
  now,
  sealer: plainSealer,
})

async function rotate(world: LogWorld): Promise<NoteVerifier> {
  const key = await rotateLogKey(needsOf(world))
  await world.settle()
  expect(await completeRotation(needsOf(world), key)).toBe(true)
  return key
}

/** A log of 40 events under the first key, 20 and the one that tells of it under the second. */
async function rotated(world: LogWorld) {
  await world.write(40)
  const earlier = await world.settle()
  const key = await rotate(world)
  await world.write(20)
  await world.settle()
  return { earlier, former: world.signer.verifier, key }
}

function read(content: string) {
  const note = parseNote(content)
  const checkpoint = note.ok ? parseCheckpoint(note.value) : note
  if (!checkpoint.ok) throw new Error('no checkpoint')
  return checkpoint.value
}

/** The same tree under other signatures: every checkpoint as told, chained anew. */
function retold(
  log: CarriedLog,
  tell: (checkpoint: ReturnType<typeof read>) => readonly [ReturnType<typeof read>, NoteSigner],
): CarriedLog {
  let former: Buffer | undefined
  const checkpoints = log.checkpoints.map((content) => {
    const checkpoint = read(content)
    const [told, signer] = tell(former === undefined ? checkpoint : { ...checkpoint, former })
    former = checkpointHash(told)
    return noteToText(signCheckpoint(told, signer))
  })
  return { ...log, checkpoints, newest: checkpoints.at(-1) ?? '' }
}

function forgerOf({ name }: NoteVerifier): NoteSigner {
  const { publicKey, privateKey } = makeNoteKey()
  return openNoteSigner(name, publicKey, privateKey)
}

describe('a log that another key took over', () => {
  test('is whole from the former key on, which named the next one, and under the next alone', async () => {
    await using world = await logWorld()
    const { earlier, former, key } = await rotated(world)
    expect(await listLogVerifiers(world.temporary.database)).toEqual([former, key])
    const log = await carryOff(world)
    const whole = { isWhole: true, report: { size: 61 } }
    for (const given of [former, key]) {
      expect(await verifyCarried(log, given)).toMatchObject(whole)
      expect(await verifyCarried(log, given, earlier), 'with an earlier one').toMatchObject(whole)
    }
    const handOvers = log.checkpoints.map(read).filter(({ handOver }) => handOver !== undefined)
    expect(handOvers).toMatchObject([{ handOver: { from: former, to: key } }])
    const watched = await watchLog({ database: world.temporary.database, now: world.now })
    expect(watched.faults).toEqual([])
  })

  test('may be taken over again, and stays whole from each of its keys on', async () => {
    await using world = await logWorld()
    const { former, key } = await rotated(world)
    const third = await rotate(world)
    await world.write(3)
    await world.settle()
    const log = await carryOff(world)
    for (const given of [former, key, third])
      expect(await verifyCarried(log, given)).toMatchObject({ isWhole: true })
    expect(await verifyCarried(log, forgerOf(former).verifier)).toMatchObject({
      isWhole: false,
      fault: { kind: 'signature' },
    })
    const watched = await watchLog({ database: world.temporary.database, now: world.now })
    expect(watched.faults).toEqual([])
  })

  test('keeps no private half but that of the key that signs, and a rotation broken off goes on with its key', async () => {
    await using world = await logWorld()
    await world.write(1)
    await world.settle()
    const begun = await rotateLogKey(needsOf(world))
    expect(await completeRotation(needsOf(world), begun), 'not handed over yet').toBe(false)
    expect(await listLogVerifiers(world.temporary.database)).toEqual([world.signer.verifier])
    expect(await rotateLogKey(needsOf(world))).toEqual(begun)
    await world.settle()
    expect(await completeRotation(needsOf(world), begun)).toBe(true)
    expect(await completeRotation(needsOf(world), begun), 'a second time').toBe(true)
    const { rows } = await sql`
      select number, sealed is null as "isGone" from audit.log_key order by number
    `.execute(world.temporary.owner)
    expect(rows).toEqual([
      { number: 1, isGone: true },
      { number: 2, isGone: false },
    ])
    const { database } = world.temporary
    const signer = await openLogKey({ database, now: world.now, sealer: plainSealer })
    expect(signer.verifier).toEqual(begun)
  })

  test('counts a lawful removal under both keys, made before, while and after', async () => {
    await using world = await logWorld()
    await world.write(40)
    await world.settle()
    const needs = needsOf(world)
    const erase = async (number: number) =>
      expect(await eraseEvents(needs, [number], 'Quyết định 12/QĐ-SYT')).toMatchObject({ ok: true })
    await erase(3)
    const key = await rotateLogKey(needs)
    await erase(5)
    await expect
      .poll(
        async () => {
          await world.batch()
          return completeRotation(needs, key)
        },
        { timeout: 25_000 },
      )
      .toBe(true)
    await erase(7)
    await expect
      .poll(
        async () => {
          await world.batch()
          const log = await carryOff(world)
          return log.lines.length
        },
        { timeout: 25_000 },
      )
      .toBe(44)
    const log = await carryOff(world)
    for (const given of [world.signer.verifier, key])
      expect(await verifyCarried(log, given)).toMatchObject({
        isWhole: true,
        report: { removed: 3 },
      })
    const watched = await watchLog({ database: world.temporary.database, now: world.now })
    expect(watched.faults).toEqual([])
  })
})

describe('a hand-over that is not the former key’s', () => {
  test('signed by the thief himself is refused from the former key on', async () => {
    await using world = await logWorld()
    const former = world.signer.verifier
    await world.write(30)
    await world.settle()
    await world.write(30)
    await world.settle()
    await world.write(1)
    await world.settle()
    const thief = forgerOf(former)
    const log = await carryOff(world)
    const [, second] = log.checkpoints.map(read)
    const handOver = { from: former, to: thief.verifier }
    const forged = retold(log, (checkpoint) => [
      checkpoint.size === second?.size ? { ...checkpoint, handOver } : checkpoint,
      checkpoint.size < (second?.size ?? 0) ? world.signer : thief,
    ])
    expect(await verifyCarried(forged, former)).toMatchObject({
      isWhole: false,
      fault: { kind: 'key', leaf: second?.size },
    })
    expect(await verifyCarried(forged, thief.verifier), 'his own key alone').toMatchObject({
      isWhole: false,
      fault: { kind: 'key' },
    })
  })

  test('after it the former key signs nothing that counts, nor can hand over again', async () => {
    await using world = await logWorld()
    const { former, key } = await rotated(world)
    const log = await carryOff(world)
    const thief = forgerOf(former)
    const byFormer = retold(log, (checkpoint) => [checkpoint, world.signer])
    for (const given of [former, key])
      expect(await verifyCarried(byFormer, given)).toMatchObject({ isWhole: false })
    const last = read(log.newest).size
    const again = retold(log, (checkpoint) =>
      checkpoint.size === last
        ? [{ ...checkpoint, handOver: { from: former, to: thief.verifier } }, world.signer]
        : [checkpoint, world.signer],
    )
    for (const given of [former, key, thief.verifier])
      expect(await verifyCarried(again, given)).toMatchObject({ isWhole: false })
  })

  test('with the hand-over left out, or another key put into it, the log is not whole', async () => {
    await using world = await logWorld()
    const { former, key } = await rotated(world)
    const log = await carryOff(world)
    const place = log.checkpoints.findIndex((note) => note.includes('\nhand-over '))
    const without = { ...log, checkpoints: log.checkpoints.toSpliced(place, 1) }
    expect(await verifyCarried(without, former)).toMatchObject({ fault: { kind: 'signature' } })
    expect(await verifyCarried(without, key)).toMatchObject({ fault: { kind: 'chain' } })
    const note = log.checkpoints[place] ?? ''
    const [, to = ''] = /^hand-over \S+ (\S+)$/m.exec(note) ?? []
    const other = forgerOf(former).verifier
    const otherText = `${other.name}+${other.keyId}+${Buffer.concat([Buffer.of(1), other.publicKey]).toString('base64')}`
    const swapped = {
      ...log,
      checkpoints: log.checkpoints.with(place, note.replace(to, otherText)),
    }
    expect(await verifyCarried(swapped, former)).toMatchObject({ fault: { kind: 'key' } })
    expect(await verifyCarried(swapped, key)).toMatchObject({ isWhole: false })
  })

  test('put into the database is found by the watchman', async () => {
    await using world = await logWorld()
    await rotated(world)
    const { database } = world.temporary
    const look = () => watchLog({ database, now: world.now })
    expect((await look()).faults).toEqual([])
    const { publicKey } = makeNoteKey()
    await asOwner(
      world,
      `update audit.log_key set public_key = '\\x${publicKey.toString('hex')}' where number = 1`,
    )
    expect((await look()).faults).toContainEqual({ kind: 'signature', leaf: 61 })
  })
})

test('a removal that only the former key signed after the hand-over counts for nothing', async () => {
  await using world = await logWorld()
  const { former, key } = await rotated(world)
  // Who has the former private half signs for himself, and takes a row away.
  const log = await carryOff(world)
  const { name } = former
  const text = `${name}/removal\nsize 40\ntime 2026-11-10T05:00:00.000Z\nground erasure of nobody\nleaves 10-11\n`
  const note = noteToText({ text, signatures: [signNote(text, world.signer)] })
  const robbed = {
    ...log,
    lines: log.lines.with(10, '{"gone":{"from":10,"to":11}}'),
    removals: [note],
  }
  for (const given of [former, key])
    expect(await verifyCarried(robbed, given)).toMatchObject({
      isWhole: false,
      fault: { kind: 'missing', leaf: 10 },
    })
})
