import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { readSecrets } from '#foundation/secrets'
import { loadStarterFacilities } from '#registry'
import { loadStarterLists } from '#terminology'
import type { Role } from '#vocabulary/caller'
import { composeServer } from '../../src/compose-server.ts'
import { fileOf, outpatientVisit } from '../sample-dossiers.ts'
import { temporaryDatabase } from '../temporary-database.ts'

/** What is planted in the record of one person and must not be found by anybody else. */
export const CANARY = {
  number: '051190777777',
  card: '4517777777',
  name: 'BÙI THỊ HOÀNG YẾN KÍN',
  patientNumber: 'BNKIN0777',
  address: 'Ngõ Hoàng Yến 77',
  phone: '0977000777',
  linkCode: '51001.20261110.000777',
  ordinary: 'Viêm họng hoàng yến',
  sensitive: 'Bệnh hoàng yến giấu kín',
  code: 'B20.7',
} as const

const HOME = '51001'
const ELSEWHERE = '01999'

export type Player = {
  readonly role: Role
  readonly account: string
  /** Whether the caller is, treats or sends for the person of the canary. */
  readonly near: boolean
}

export const PLAYERS: readonly Player[] = [
  { role: 'citizen', account: `citizen@${CANARY.number}`, near: true },
  { role: 'citizen', account: 'citizen@001190000000', near: false },
  ...(
    [
      ['doctor', 'doctor'],
      ['facility-clerk', 'clerk'],
      ['facility-administrator', 'facility-admin'],
    ] as const
  ).flatMap(([role, name]) => [
    { role, account: `${name}@${HOME}`, near: true },
    { role, account: `${name}@${ELSEWHERE}`, near: false },
  ]),
  ...(
    [
      ['department-officer', 'officer'],
      ['department-head', 'head'],
      ['inspector', 'inspector'],
    ] as const
  ).flatMap(([role, name]) => [
    { role, account: `${name}@51`, near: true },
    { role, account: `${name}@01`, near: false },
  ]),
  { role: 'ministry-officer', account: 'ministry', near: false },
  { role: 'traditional-officer', account: 'traditional', near: false },
  { role: 'practitioner', account: 'practitioner@001190000000', near: false },
  { role: 'analyst', account: 'analyst', near: false },
  { role: 'auditor', account: 'auditor', near: false },
  { role: 'administrator', account: 'admin', near: false },
]

export type CanaryWorld = Awaited<ReturnType<typeof canaryWorld>>

const Receipt = z.object({ receipt: z.string(), person: z.string(), visit: z.string() })

/** A whole server with the canary's two visits at one facility, and an ordinary person's at another. */
export async function canaryWorld() {
  const temporary = await temporaryDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'mach-canary-'))
  const now = () => new Date()
  const { database } = temporary
  await loadStarterLists({ database, now })
  await loadStarterFacilities({ database })
  const settings = {
    MACH_DATABASE_URL: '',
    MACH_DATA: folder,
    MACH_HOST: '127.0.0.1',
    MACH_PORT: 8080,
    MACH_DEMO: 'yes' as const,
  }
  const logged: string[] = []
  const composed = await composeServer({
    database,
    settings,
    secrets: await readSecrets(folder),
    now,
    log: (...line) => logged.push(JSON.stringify(line)),
  })
  const { app } = composed.door
  await app.ready()

  const tokens = new Map<string, string>()
  const tokenOf = async (account: string): Promise<string> => {
    const known = tokens.get(account)
    if (known !== undefined) return known
    const answer = await app.inject({ method: 'POST', url: '/demo/token', payload: { account } })
    const { token } = z.object({ token: z.string() }).parse(answer.json())
    tokens.set(account, token)
    return token
  }
  const send = async (
    account: string,
    facility: string,
    changes: Readonly<Record<string, string>>,
  ) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/intake/dossiers?onError=record&reason=test',
      headers: {
        authorization: `Bearer ${await tokenOf(account)}`,
        'content-type': 'application/xml',
      },
      payload: fileOf([outpatientVisit({ ...changes, MA_CSKCB: facility })], { facility }),
    })
    return Receipt.parse(answer.json())
  }
  const whose = {
    HO_TEN: CANARY.name,
    SO_CCCD: CANARY.number,
    MA_BN: CANARY.patientNumber,
    DIA_CHI: CANARY.address,
    DIEN_THOAI: CANARY.phone,
    MA_THE_BHYT: `GD4${CANARY.card.slice(0, 2)}${CANARY.card}`,
    MATINH_CU_TRU: '51',
  }
  const ordinary = await send(`clerk@${HOME}`, HOME, {
    ...whose,
    MA_LK: CANARY.linkCode,
    CHAN_DOAN_RV: CANARY.ordinary,
  })
  const sensitive = await send(`clerk@${HOME}`, HOME, {
    ...whose,
    MA_LK: `${CANARY.linkCode}8`,
    CHAN_DOAN_RV: CANARY.sensitive,
    MA_BENH_CHINH: CANARY.code,
  })
  const plain = await send(`clerk@${ELSEWHERE}`, ELSEWHERE, {})
  return {
    temporary,
    app,
    promises: composed.door.promises,
    logged,
    ordinary,
    sensitive,
    plain,
    /** Tokens end with the session that a call may have ended: a fresh one for the next. */
    forgetTokens: () => tokens.clear(),
    call: async (
      account: string | undefined,
      request: { method: string; url: string; payload?: object; query?: Record<string, string> },
    ) =>
      app.inject({
        method: request.method as 'GET',
        url: request.url,
        ...(request.query === undefined ? {} : { query: request.query }),
        ...(request.payload === undefined ? {} : { payload: request.payload }),
        headers: account === undefined ? {} : { authorization: `Bearer ${await tokenOf(account)}` },
      }),
    [Symbol.asyncDispose]: async () => {
      await app.close()
      await temporary[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Which canary values stand in a text, in whatever letters. */
export function canariesIn(text: string): string[] {
  const plain = text.toLowerCase().normalize('NFC')
  return Object.values(CANARY).filter((value) =>
    plain.includes(value.toLowerCase().normalize('NFC')),
  )
}
