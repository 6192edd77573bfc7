import type { z } from 'zod'
import { recordAudit } from '#audit'
import { type ChannelStanding, channelStandings, channelReasonText } from '#delivery'
import { type Database, inTransaction } from '#foundation/database'
import { enterScope, type Scope, withScope } from '#foundation/scope'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { type Asker, auditCallerOf } from '../asker.ts'
import { findHeadOfAccount } from '../profile-store.ts'
import { registryScopeOf } from '../reach.ts'
import {
  OUTSIDE_CHANNELS,
  type OutsideChannel,
  type OutsideReason,
  REASON_TEXTS,
} from './outside-channel.ts'
import type {
  ConnectionView,
  listOutsideRecords,
  readOutside,
  resendOutside,
} from './outside-contract.ts'
import {
  countReasons,
  countStates,
  type Extent,
  listMessages,
  listRecords,
  listRows,
  markForResending,
  markRowsForResending,
  type OpenRecord,
  type ReasonCount,
  type RecordPlace,
  type SentMessageRow,
  type StateCount,
} from './outside-view-store.ts'

export type OutsideReading = {
  readonly database: Database
  readonly now: () => Date
  /** The receivers that are set up. */
  readonly channels: ReadonlySet<OutsideChannel>
}

/** The newest messages of each connection. */
const MESSAGES_MAX = 5

/** How far somebody sees: the files, and within which scope of the database. The operator of the installation sees counts alone, of all. */
type Sight = { readonly extent: Extent; readonly scope: Scope }

/** The connections as they stand, as far as the caller's files go. Refuses `registry.no-own-file` for a practitioner without one. */
export async function readConnections(
  needs: OutsideReading,
  asker: Asker,
  may: { readonly resend: boolean; readonly seeRecords: boolean },
): Promise<Outcome<z.input<typeof readOutside.response>>> {
  const sight = await sightOf(needs, asker)
  if (sight === undefined) return refuse('not-found', 'registry.no-own-file')
  const { extent } = sight
  const facility = 'facility' in extent ? extent.facility : undefined
  const seesMessages = 'country' in extent || facility !== undefined
  const found = await withScope(needs.database, countingScope(sight), async (trx) => ({
    states: await countStates(trx, extent),
    reasons: await countReasons(trx, extent),
    standings: await channelStandings(trx, OUTSIDE_CHANNELS, facility),
    messages: seesMessages
      ? await withScope(trx, { work: 'outside-counts' }, (own) =>
          Promise.all(
            OUTSIDE_CHANNELS.map((channel) => listMessages(own, channel, facility, MESSAGES_MAX)),
          ),
        )
      : [],
  }))
  return accept({
    reach: reachWord(extent),
    seesRecords: may.seeRecords,
    mayResend: may.resend,
    connections: OUTSIDE_CHANNELS.map((channel, index) =>
      connectionView(channel, needs.channels.has(channel), {
        states: found.states.filter((one) => one.channel === channel),
        reasons: found.reasons.filter((one) => one.channel === channel),
        standing: found.standings.find((one) => one.channel === channel),
        messages: found.messages[index] ?? [],
      }),
    ),
  })
}

/** Files in one state towards one receiver, with their reasons; the reading is on record. Refuses as `readConnections`, and `registry.cursor`. */
export async function listOpenRecords(
  needs: OutsideReading,
  asker: Asker,
  asked: z.output<typeof listOutsideRecords.request>,
): Promise<Outcome<z.input<typeof listOutsideRecords.response>>> {
  const sight = await sightOf(needs, asker)
  if (sight === undefined) return refuse('not-found', 'registry.no-own-file')
  const { channel, state, limit } = asked
  const after = asked.after === undefined ? undefined : placeIn(asked.after)
  if (after === null) return refuse('incorrect', 'registry.cursor', 'after')
  const page = { state, after, limit: limit + 1 }
  const found = await withScope(needs.database, sight.scope, (trx) =>
    channel === 'insurance-portal'
      ? listRows(trx, sight.extent, page)
      : listRecords(trx, sight.extent, { ...page, channel }),
  )
  const detail = { channel, state, count: Math.min(found.length, limit) }
  const at = needs.now()
  const purpose = 'supervision' as const
  const caller = auditCallerOf(asker)
  await recordAudit(needs.database, [
    { at, action: 'read', caller, what: 'registry-outside', purpose, detail },
  ])
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1) : undefined
  return accept({
    records: shown.map(recordView),
    ...(last ? { next: `${last.changed_at.toISOString()}.${last.subject}` } : {}),
  })
}

/**
 * Marks what is held back or was refused as due again: one file, or all within reach; on record. Answers how many. A second call finds what was
 * held back or refused since.
 */
export async function resend(
  needs: OutsideReading,
  asker: Asker,
  asked: z.output<typeof resendOutside.request>,
): Promise<Outcome<z.input<typeof resendOutside.response>>> {
  const { channel, subject } = asked
  if (subject !== undefined && !isRecordId(subject))
    return refuse('not-found', 'registry.unknown', 'subject')
  const sight = await sightOf(needs, asker)
  if (sight === undefined) return refuse('not-found', 'registry.no-own-file')
  const at = needs.now()
  return inTransaction(needs.database, async (trx) => {
    enterScope(trx, countingScope(sight))
    const records =
      channel === 'insurance-portal'
        ? await markRowsForResending(trx, sight.extent, subject, at)
        : await markForResending(trx, sight.extent, { channel, subject }, at)
    const detail = { channel, records, ...(subject === undefined ? {} : { subject }) }
    const caller = auditCallerOf(asker)
    await recordAudit(trx, [
      { at, action: 'update', caller, what: 'registry-outside', purpose: 'administration', detail },
    ])
    return accept({ records })
  })
}

async function sightOf({ database }: OutsideReading, asker: Asker): Promise<Sight | undefined> {
  const { role, facility, province, account } = asker
  if (role === 'practitioner') {
    const head = await withScope(database, { work: 'registry' }, (trx) =>
      findHeadOfAccount(trx, account),
    )
    const own = head?.subject
    return own && { extent: { subject: own }, scope: registryScopeOf(asker, own) }
  }
  const scope = registryScopeOf(asker)
  if (facility !== undefined) return { extent: { facility }, scope }
  if (province !== undefined) return { extent: { authority: province }, scope }
  return { extent: { country: true }, scope }
}

/** Counts over the country are made by our own work: no name is among them, and each row's wall would cost more than the count. */
function countingScope({ extent, scope }: Sight): Scope {
  return 'country' in extent ? { work: 'outside-counts' } : scope
}

function reachWord(extent: Extent): z.input<typeof readOutside.response>['reach'] {
  if ('country' in extent) return 'country'
  if ('authority' in extent) return 'authority'
  return 'facility' in extent ? 'facility' : 'own'
}

function connectionView(
  channel: OutsideChannel,
  isSetUp: boolean,
  found: {
    readonly states: readonly StateCount[]
    readonly reasons: readonly ReasonCount[]
    readonly standing: ChannelStanding | undefined
    readonly messages: readonly SentMessageRow[]
  },
): ConnectionView {
  const { standing } = found
  return {
    channel,
    isSetUp,
    failures: standing?.failures ?? 0,
    ...(standing?.reason ? { reason: channelReasonText(standing.reason) } : {}),
    ...instant('disturbedSince', standing?.since),
    ...instant('nextTryAt', standing?.pausedUntil),
    ...instant('lastReceivedAt', standing?.lastReceivedAt),
    open: standing?.open ?? 0,
    failed: standing?.failed ?? 0,
    states: found.states.map(({ state, count }) => ({ state, count })),
    reasons: found.reasons.map(({ state, code, count }) => ({
      state,
      code,
      count,
      text: textOfReason(code),
    })),
    messages: found.messages.map(messageView),
  }
}

function messageView(row: SentMessageRow): ConnectionView['messages'][number] {
  const { accepted, refused, unanswered, reference } = row
  return {
    id: row.id,
    madeAt: row.made_at.toISOString(),
    records: row.records,
    ...(row.channel === 'insurance-portal' ? { facility: row.facility } : {}),
    ...instant('answeredAt', row.answered_at ?? undefined),
    ...(reference === null ? {} : { reference }),
    ...(accepted === null ? {} : { accepted }),
    ...(refused === null ? {} : { refused }),
    ...(unanswered === null ? {} : { unanswered }),
  }
}

function recordView(
  row: OpenRecord,
): z.input<typeof listOutsideRecords.response>['records'][number] {
  const { subject, kind, name, state, action, reasons } = row
  const code = row.code ?? row.facility
  return {
    subject,
    kind,
    name,
    state,
    changedAt: row.changed_at.toISOString(),
    reasons: reasons.map(reasonView),
    ...(code === null ? {} : { code }),
    ...(action === null ? {} : { action }),
  }
}

function reasonView({ code, detail }: OutsideReason) {
  return { code, text: textOfReason(code), ...(detail ? { detail } : {}) }
}

function textOfReason(code: string) {
  return REASON_TEXTS[code] ?? { vi: code, en: code }
}

/** Null for a place that we did not give. */
function placeIn(text: string): RecordPlace | null {
  const [, instantText = '', subject = ''] = /^(\S{24})\.([0-9a-f-]{36})$/.exec(text) ?? []
  const at = new Date(instantText)
  return Number.isNaN(at.getTime()) || !isRecordId(subject) ? null : { at, subject }
}

function instant<Name extends string>(
  name: Name,
  at: Date | undefined,
): { [Key in Name]?: string } {
  const fields: { [Key in Name]?: string } = {}
  if (at) Object.assign(fields, { [name]: at.toISOString() })
  return fields
}
