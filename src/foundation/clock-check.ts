import { createSocket } from 'node:dgram'
import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Beyond this a clock is worth a warning: tokens, time-outs and evidence depend on it. 2 s. */
export const OFFSET_MS_MAX = 2_000

const ANSWER_MS_MAX = 5_000
/** Seconds between 1900, where NTP begins to count, and 1970. */
const NTP_EPOCH_SECONDS = 2_208_988_800
const PACKET_BYTES = 48
const PORT = 123

/** By how many milliseconds another clock is ahead of ours; half of the way there and back is taken as the way back. */
export async function databaseOffset(db: Database, now: () => Date): Promise<number> {
  const asked = now().getTime()
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db)
  return offsetOf(asked, rows[0]?.at.getTime() ?? asked, now().getTime())
}

/** The same for a time server (SNTP, RFC 4330): `host` or `host:port`. Undefined when it does not answer within 5 s, or not as a server does. */
export function timeServerOffset(server: string, now: () => Date): Promise<number | undefined> {
  const [, v6, name, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(server) ?? []
  const host = v6 ?? name ?? server
  return new Promise((resolve) => {
    const socket = createSocket(v6 === undefined ? 'udp4' : 'udp6')
    const finish = (offset?: number) => {
      clearTimeout(late)
      socket.close()
      resolve(offset)
    }
    const late = setTimeout(finish, ANSWER_MS_MAX)
    const question = Buffer.alloc(PACKET_BYTES)
    question[0] = 0x23 // version 4, client
    const asked = now().getTime()
    // Our own time goes out and must come back: an answer to another question is none.
    writeTime(question, 40, asked)
    socket.once('error', () => finish())
    socket.on('message', (answer) => {
      if (!isAnswer(answer, question)) return
      const middle = (readTime(answer, 32) + readTime(answer, 40)) / 2
      finish(offsetOf(asked, middle, now().getTime()))
    })
    socket.send(question, Number(port ?? PORT), host, (error) => error && finish())
  })
}

function offsetOf(askedMs: number, theirsMs: number, answeredMs: number): number {
  return Math.round(theirsMs - (askedMs + answeredMs) / 2)
}

/** Mode 4 (server), a stratum that is synchronised, and our own time given back. */
function isAnswer(answer: Buffer, question: Buffer): boolean {
  const stratum = answer[1] ?? 0
  return (
    answer.length >= PACKET_BYTES &&
    ((answer[0] ?? 0) & 7) === 4 &&
    stratum > 0 &&
    stratum < 16 &&
    answer.subarray(24, 32).equals(question.subarray(40, 48))
  )
}

function writeTime(packet: Buffer, at: number, ms: number): void {
  packet.writeUInt32BE((Math.floor(ms / 1000) + NTP_EPOCH_SECONDS) % 2 ** 32, at)
  packet.writeUInt32BE(Math.floor(((ms % 1000) / 1000) * 2 ** 32), at + 4)
}

function readTime(packet: Buffer, at: number): number {
  const seconds = packet.readUInt32BE(at) - NTP_EPOCH_SECONDS
  return seconds * 1000 + (packet.readUInt32BE(at + 4) / 2 ** 32) * 1000
}
