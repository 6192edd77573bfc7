import { setTimeout as pause } from 'node:timers/promises'
import { batchEvents, completeRotation, openLogKey, rotateLogKey } from '#audit'
import { verifierToText } from '#signing'
import { asLogOwner } from './audit-owner.ts'

/** A transaction that hangs holds the log up, and the hand-over with it: after a minute the next call goes on. */
const ROUNDS = 300
const PAUSE_MS = 200

/**
 * `./mach audit rotate-key [--data DIR]`: a new key takes the log over, named in a checkpoint that the former key signs; the
 * former private key is then forgotten. Prints the new public key. Servers go on. Broken off, the next call goes on.
 */
export function rotateAuditKey(folder: string): Promise<number> {
  return asLogOwner(folder, async ({ owner, now, sealer }) => {
    await openLogKey({ database: owner, now, sealer })
    const key = await rotateLogKey({ owner, now, sealer })
    for (let round = 0; round < ROUNDS; round += 1) {
      // Beside a worker the two take turns; without one this is the batcher.
      await batchEvents({ database: owner, now, sealer })
      if (await completeRotation({ owner, sealer }, key)) {
        process.stdout.write(`${verifierToText(key)}\n`)
        process.stderr.write(
          'mach: the log was handed over; keep the former public key, publish this one\n',
        )
        return 0
      }
      await pause(PAUSE_MS)
    }
    process.stderr.write(
      'mach: the log was not handed over within a minute: a transaction holds it up; call again\n',
    )
    return 1
  })
}
