import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { Channel, Reason } from './message.ts'
import { OF_VISITS, OPEN } from './message-store.ts'

/** How the line of a channel stands, for what the registry sends. */
export type ChannelStanding = {
  readonly channel: Channel
  /** Failures in a row of its worst line. */
  readonly failures: number
  readonly reason?: Reason
  readonly since?: Date
  readonly pausedUntil?: Date
  /** Messages still to be received, and those given up. */
  readonly open: number
  readonly failed: number
  readonly lastReceivedAt?: Date
}

type StandingRow = {
  channel: Channel
  failures: number | null
  reason: Reason | null
  since: Date | null
  paused_until: Date | null
  open: number
  failed: number
  last_received_at: Date | null
}

/** The channels of the registry as they stand; to the insurance portal, where each facility has a line of its own, of one facility or of all. */
export async function channelStandings(
  database: Database | Trx,
  channels: readonly Channel[],
  facility?: string,
): Promise<ChannelStanding[]> {
  const own =
    facility === undefined
      ? sql`true`
      : sql`(m.facility = ${facility} or m.channel <> 'insurance-portal')`
  const { rows } = await sql<StandingRow>`
    select channel, line.failures, line.reason, line.since, line.paused_until, sent.*
    from unnest(${[...channels]}::text[]) channel
    left join lateral (
      select failures, reason, since, paused_until from delivery.line
      where line.channel = channel.channel and line.failures > 0
        and exists (select from delivery.message m where m.channel = line.channel and m.facility = line.facility
          and m.kind not in ${OF_VISITS})
        and ${facility === undefined ? sql`true` : sql`(line.facility = ${facility} or line.channel <> 'insurance-portal')`}
      order by failures desc limit 1) line on true
    cross join lateral (
      select count(*) filter (where m.state in ${OPEN}) as open, count(*) filter (where m.state = 'failed') as failed,
        max(m.received_at) as last_received_at
      from delivery.message m where m.channel = channel.channel and m.kind not in ${OF_VISITS} and ${own}) sent
  `.execute(database)
  return rows.map(rowToStanding)
}

function rowToStanding(row: StandingRow): ChannelStanding {
  const { channel, open, failed, reason, since } = row
  return {
    channel,
    open,
    failed,
    failures: row.failures ?? 0,
    ...(reason === null ? {} : { reason }),
    ...(since === null ? {} : { since }),
    ...(row.paused_until === null ? {} : { pausedUntil: row.paused_until }),
    ...(row.last_received_at === null ? {} : { lastReceivedAt: row.last_received_at }),
  }
}
