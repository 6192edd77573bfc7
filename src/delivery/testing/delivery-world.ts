/** A small world for the tests of this room: a database, the portal's simulator, a clock that is moved by hand. */
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Simulator, startSimulator } from '../../../tests/simulators.ts'
import { temporaryDatabase } from '../../../tests/temporary-database.ts'
import type { Database } from '#foundation/database'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import { newRecordId, type RecordId } from '#vocabulary/record-id'
import { deliverDue } from '../deliver-due.ts'
import { findMessage } from '../list-store.ts'
import type { MessageToQueue } from '../message.ts'
import { openOutgoing } from '#foundation/outgoing'
import { openInsurancePortal } from '../open-insurance-portal.ts'
import { queueMessages } from '../queue-messages.ts'
import { setPortalAccount } from '../set-portal-account.ts'

export const NOON = new Date('2026-11-10T12:00:00+07:00')

export function facilityCode(text: string): FacilityCode {
  const code = parseFacilityCode(text)
  if (!code.ok) throw new Error(text)
  return code.value
}

export const HOSPITAL = facilityCode('51001')

const State = z.object({
  count: z.number(),
  checkIns: z.number(),
  calls: z.record(z.string(), z.number()),
  dossiers: z.array(
    z.looseObject({
      receptions: z.array(z.object({ transactionCode: z.string(), digest: z.string() })),
      inBook: z.string(),
      verdict: z.looseObject({ result: z.string() }).optional(),
    }),
  ),
})

const MASTER_KEY = Buffer.alloc(32, 7).toString('base64')

/** Short, so that a silent portal does not hold the tests up. */
const TIMEOUTS = { connectMs: 1_000, totalMs: 700 }

const reach = (baseUrl: string) => ({
  baseUrl,
  timeouts: TIMEOUTS,
  outgoing: openOutgoing([new URL(baseUrl).host]),
})

export async function deliveryWorld(options: { flags?: string[]; account?: boolean } = {}) {
  const temporary = await temporaryDatabase()
  const portal = await startSimulator('insurance-portal', ...(options.flags ?? []))
  const { database } = temporary
  const clock = { now: NOON }
  const now = () => clock.now
  const insurance = openInsurancePortal({
    database,
    now,
    random: randomBytes,
    masterKey: MASTER_KEY,
    ...reach(portal.url),
  })
  const payloads = new Map<string, Buffer>()
  const needs = { database, now, channels: endsOf(insurance, payloads) }
  const setAccount = accountSetter(database, clock)
  if (options.account !== false) await setAccount(HOSPITAL)
  return {
    database,
    portal,
    clock,
    needs,
    insurance,
    setAccount,
    queue: queuer(database, clock, payloads),
    deliver: () => deliverDue(needs),
    /** Moves the clock on and delivers at every step of the way. */
    pass: async (minutes: number, stepMinutes = minutes) => {
      for (let left = minutes; left > 0; left -= stepMinutes) {
        clock.now = new Date(clock.now.getTime() + stepMinutes * 60_000)
        await deliverDue(needs)
      }
    },
    read: async ({ facility, id }: Pick<MessageToQueue, 'facility' | 'id'>) => {
      const row = await findMessage(database, facility, id)
      if (!row) throw new Error('not there')
      return row
    },
    ...portalHands(portal),
    [Symbol.asyncDispose]: async () => {
      await portal[Symbol.asyncDispose]()
      await temporary[Symbol.asyncDispose]()
    },
  }
}

type Clock = { now: Date }

function endsOf(
  { sender }: ReturnType<typeof openInsurancePortal>,
  payloads: ReadonlyMap<string, Buffer>,
) {
  const readPayload = ({ payload }: { readonly payload: string }) =>
    Promise.resolve(payloads.get(payload))
  return { 'insurance-portal': { sender, readPayload } }
}

function accountSetter(database: Database, clock: Clock) {
  return (facility: FacilityCode) =>
    database
      .transaction()
      .execute((trx) =>
        setPortalAccount(
          trx,
          { now: clock.now, random: randomBytes, masterKey: MASTER_KEY },
          { facility, username: `${facility}_BV`, password: 'mat-khau-thu-nghiem', by: 'test' },
        ),
      )
}

function queuer(database: Database, clock: Clock, payloads: Map<string, Buffer>) {
  return async (linkCode: string, more: Partial<MessageToQueue> & { file?: Buffer } = {}) => {
    const { file, ...given } = more
    const bytes = file ?? dossierFile(linkCode, {}, given.facility ?? HOSPITAL)
    const payload = createHash('sha256').update(bytes).digest('hex')
    payloads.set(payload, bytes)
    const message: MessageToQueue = {
      id: newId(clock.now),
      channel: 'insurance-portal',
      kind: 'dossier',
      facility: HOSPITAL,
      linkCode,
      submission: newId(clock.now),
      payload,
      variant: '3176',
      visitEnd: new Date(clock.now.getTime() - 3_600_000),
      queuedAt: clock.now,
      ...given,
    }
    await database.transaction().execute((trx) => queueMessages(trx, [message]))
    return message
  }
}

function portalHands(portal: Simulator) {
  return {
    faults: (faults: object[]) => portal.post('/_control', { faults }),
    held: async (linkCode = '') =>
      State.parse(await portal.get(`/_state?maLK=${encodeURIComponent(linkCode)}`)),
  }
}

export function newId(now: Date): RecordId {
  return newRecordId(now, 1, randomBytes)
}

/** A dossier with one table, as small as the portal takes it; fields are replaced by those given. */
export function dossierFile(
  linkCode: string,
  fields: Readonly<Record<string, string>> = {},
  facility = '51001',
): Buffer {
  const visit: Record<string, string> = {
    MA_LK: linkCode,
    HO_TEN: 'ĐINH THỊ HOA',
    SO_CCCD: '051190000017',
    NGAY_SINH: '199005120000',
    GIOI_TINH: '2',
    MA_CSKCB: facility,
    MA_THE_BHYT: 'GD4510000000017',
    NGAY_VAO: '202611100730',
    NGAY_RA: '202611101100',
    MA_BENH_CHINH: 'J20.9',
    CHAN_DOAN_RV: 'Viêm phế quản cấp',
    ...fields,
  }
  const leaves = Object.entries(visit).map(([name, text]) => `<${name}>${text}</${name}>`)
  const inner = `<?xml version="1.0" encoding="utf-8"?><TONG_HOP>${leaves.join('')}</TONG_HOP>`
  const table = `<FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE>${Buffer.from(inner).toString('base64')}</NOIDUNGFILE></FILEHOSO>`
  return Buffer.from(
    `<?xml version="1.0" encoding="utf-8"?>\n<GIAMDINHHS xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><THONGTINDONVI><MACSKCB>${facility}</MACSKCB></THONGTINDONVI><THONGTINHOSO><NGAYLAP>20261110</NGAYLAP><SOLUONGHOSO>1</SOLUONGHOSO><DANHSACHHOSO><HOSO>${table}</HOSO></DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>`,
  )
}
