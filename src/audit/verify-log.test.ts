import { describe, expect, test } from 'vitest'
import { makeNoteKey, noteToText, openNoteSigner, parseNote } from '#signing'
import { parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { lineToLeaf } from './event-line.ts'
import { asOwner, type CarriedLog, carryOff, verifyCarried } from './testing/exported-log.ts'
import { logWorld, type LogWorld } from './testing/log-world.ts'

/** A log of 300 events under three checkpoints; its last checkpoint but one. */
async function filled(world: LogWorld): Promise<string> {
  await world.write(100)
  await world.settle()
  await world.write(150)
  const earlier = await world.settle()
  await world.write(50)
  await world.settle()
  return earlier
}

describe('a log that nobody touched', () => {
  test('is whole, also beginning with an earlier checkpoint', async () => {
    await using world = await logWorld()
    const earlier = await filled(world)
    const log = await carryOff(world)
    const key = world.signer.verifier
    expect(log.lines).toHaveLength(300)
    expect(await verifyCarried(log, key)).toMatchObject({
      isWhole: true,
      report: { size: 300, removed: 0 },
    })
    for (const checkpoint of [earlier, ...log.checkpoints])
      expect(await verifyCarried(log, key, checkpoint)).toMatchObject({ isWhole: true })
  })
})

/** What a thief of the database can do, statement by statement, and how it is called. */
const IN_THE_DATABASE = [
  ['an altered name', `update audit.event set name = 'Ai đó' where number = 120`, 'altered', 119],
  [
    'an altered time',
    `update audit.event set at = at + interval '1 second' where number = 7`,
    'altered',
    6,
  ],
  [
    'an altered purpose',
    `update audit.event set purpose = 'quality' where number = 1`,
    'altered',
    0,
  ],
  [
    'an altered detail',
    `update audit.event set detail = '{"count": -1}' where number = 300`,
    'altered',
    299,
  ],
  [
    'another person',
    `update audit.event set person = gen_random_uuid() where number = 257`,
    'altered',
    256,
  ],
  [
    'a replaced salt',
    `update audit.event set salt = gen_random_uuid() where number = 33`,
    'altered',
    32,
  ],
  ['a removed row', `delete from audit.event where number = 120`, 'missing', 119],
  ['a removed first row', `delete from audit.event where number = 1`, 'missing', 0],
  ['a removed last row', `delete from audit.event where number = 300`, 'missing', 299],
  ['all rows removed', `truncate audit.event`, 'missing', 0],
  [
    'two rows that changed their places',
    `update audit.event a set at = b.at, account = b.account, person = b.person, salt = b.salt, detail = b.detail
     from audit.event b where (a.number, b.number) in ((50, 60), (60, 50))`,
    'altered',
    49,
  ],
  [
    'a row put in between',
    `insert into audit.event (number, at, action, account, name, role, address, what, xid)
     select 9000, at, 'read', 'x', 'x', 'doctor', '::1', 'record', xid from audit.event where number = 80`,
    'inserted',
    300,
  ],
  [
    'a row doubled',
    `insert into audit.event (number, at, action, account, name, role, address, what, xid)
     select number, at + interval '1 second', action, account, 'x', role, address, what, xid from audit.event where number = 80`,
    'inserted',
    300,
  ],
  [
    'a row moved to another transaction',
    `update audit.event set xid = '99999999999' where number = 90`,
    'missing',
    89,
  ],
  [
    'a changed leaf',
    `update audit.leaf_tile set hashes = overlay(hashes placing '\\x00' from 33) where position = 0`,
    'altered',
    1,
  ],
  ['a removed tile', `delete from audit.leaf_tile where position = 0`, 'missing', 0],
  [
    'a changed list of numbers',
    `update audit.leaf_tile set numbers[3] = 9000 where position = 0`,
    'missing',
    2,
  ],
  ['a removed checkpoint', `delete from audit.checkpoint where size < 150`, 'chain', 0],
  [
    'a forged checkpoint',
    `update audit.checkpoint set root = sha256(root) where size < 150`,
    'root',
    0,
  ],
  [
    'an older newest checkpoint',
    `update audit.checkpoint set at = at - interval '1 day' where size = 300`,
    'signature',
    300,
  ],
] as const

describe('a log in whose database somebody was', () => {
  test.each(IN_THE_DATABASE)(
    'with %s is not whole, and the place is told',
    async (_, statement, kind, leaf) => {
      await using world = await logWorld()
      await filled(world)
      await asOwner(world, statement)
      const verification = await verifyCarried(await carryOff(world), world.signer.verifier)
      expect(verification).toMatchObject({ isWhole: false, fault: { kind, leaf } })
    },
  )

  test('of which the tail was cut with all its tiles and checkpoints is known by a checkpoint that was carried off', async () => {
    await using world = await logWorld()
    await world.write(100)
    await world.settle()
    await world.write(30)
    const earlier = await world.settle()
    await asOwner(world, 'delete from audit.event where number > 100')
    await asOwner(world, 'delete from audit.checkpoint where size > 100')
    const key = world.signer.verifier
    const log = await carryOff(world)
    log.leaves = log.leaves.subarray(0, 100 * 32)
    expect(await verifyCarried(log, key)).toMatchObject({ isWhole: true })
    expect(await verifyCarried(log, key, earlier)).toMatchObject({
      isWhole: false,
      fault: { kind: 'shortened', leaf: 100 },
    })
  })
})

/** What can be done to the files, and how it is called. */
const IN_THE_FILES: readonly (readonly [string, (log: CarriedLog) => void, string, number])[] = [
  [
    'a letter changed',
    (log) => void (log.lines[20] = (log.lines[20] ?? '').replace('Hà', 'Há')),
    'altered',
    20,
  ],
  ['a space more', (log) => void (log.lines[20] = `${log.lines[20]} `), 'altered', 20],
  [
    'a field doubled',
    (log) =>
      void (log.lines[20] = (log.lines[20] ?? '').replace(
        '{"public":{',
        '{"public":{"action":"create",',
      )),
    'altered',
    20,
  ],
  ['no JSON', (log) => void (log.lines[20] = 'x'), 'altered', 20],
  ['a line removed', (log) => void log.lines.splice(20, 1), 'missing', 20],
  ['a line doubled', (log) => void log.lines.splice(20, 0, log.lines[20] ?? ''), 'inserted', 21],
  [
    'a line put in',
    (log) => void log.lines.splice(20, 0, (log.lines[90] ?? '').replace('Hà', 'Há')),
    'inserted',
    20,
  ],
  [
    'two lines swapped',
    (log) => void log.lines.splice(20, 2, log.lines[21] ?? '', log.lines[20] ?? ''),
    'moved',
    20,
  ],
  ['its tail cut', (log) => void log.lines.splice(280), 'shortened', 280],
  ['a line behind its end', (log) => void log.lines.push(log.lines[3] ?? ''), 'inserted', 300],
  [
    'a removal that nobody signed',
    (log) => void log.lines.splice(20, 1, '{"gone":{"from":20,"to":21}}'),
    'missing',
    20,
  ],
  [
    'a line and its leaf changed together',
    (log) => {
      log.lines[120] = (log.lines[120] ?? '').replace('Hà', 'Há')
      lineToLeaf(Buffer.from(log.lines[120]))?.copy(log.leaves, 120 * 32)
    },
    'root',
    100,
  ],
  ['a checkpoint left out', (log) => void log.checkpoints.splice(1, 1), 'chain', 100],
  ['no checkpoints but the newest', (log) => void log.checkpoints.splice(0), 'chain', 0],
  ['an empty newest checkpoint', (log) => void (log.newest = ''), 'signature', 0],
]

describe('a log in whose files somebody was', () => {
  test.each(IN_THE_FILES)(
    'with %s is not whole, and the place is told',
    async (_, change, kind, leaf) => {
      await using world = await logWorld()
      await world.write(100)
      await world.settle()
      await world.write(150)
      await world.settle()
      await world.write(50)
      await world.settle()
      const log = await carryOff(world)
      change(log)
      expect(await verifyCarried(log, world.signer.verifier)).toMatchObject({
        isWhole: false,
        fault: { kind, leaf },
      })
    },
  )

  test('signed anew with another key is refused, under the log’s own name too', async () => {
    await using world = await logWorld()
    await filled(world)
    const log = await carryOff(world)
    const { publicKey, privateKey } = makeNoteKey()
    const forger = openNoteSigner(world.signer.verifier.name, publicKey, privateKey)
    const resign = (content: string) => {
      const note = parseNote(content)
      const checkpoint = note.ok ? parseCheckpoint(note.value) : note
      if (!checkpoint.ok) throw new Error('no checkpoint')
      return noteToText(signCheckpoint(checkpoint.value, forger))
    }
    log.checkpoints = log.checkpoints.map(resign)
    log.newest = resign(log.newest)
    expect(await verifyCarried(log, world.signer.verifier)).toMatchObject({
      isWhole: false,
      fault: { kind: 'signature' },
    })
    expect(
      await verifyCarried(log, forger.verifier),
      'only their own key believes it',
    ).toMatchObject({ isWhole: true })
  })

  test('is not the continuation of another log’s checkpoint', async () => {
    await using world = await logWorld()
    const told = parseNote(await filled(world))
    const log = await carryOff(world)
    // The holder of the key may sign two stories; whoever carried one off sees that the other is not its continuation.
    const checkpoint = told.ok ? parseCheckpoint(told.value) : told
    if (!checkpoint.ok) throw new Error('no checkpoint')
    const other = { ...checkpoint.value, root: Buffer.alloc(32, 7) }
    const earlier = noteToText(signCheckpoint(other, world.signer))
    expect(await verifyCarried(log, world.signer.verifier, earlier)).toMatchObject({
      isWhole: false,
      fault: { kind: 'forked', leaf: 249 },
    })
  })
})
