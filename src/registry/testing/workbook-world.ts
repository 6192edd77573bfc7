import { expect } from 'vitest'
import { openDoor } from '#foundation/open-door'
import type { Door } from '#foundation/serve'
import { workbookLoops, workbookRoutes } from '#workbooks'
import type { Caller, Role } from '#vocabulary/caller'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { accept } from '#vocabulary/outcome'
import type { Right } from '#vocabulary/rights'
import { allTexts } from '../../all-texts.ts'
import { foreignWorkbook } from '../../workbooks/testing/foreign-workbook.ts'
import { statementsOf } from '../profile.ts'
import { findHolders } from '../index-store.ts'
import { listCurrent } from '../profile-store.ts'
import { type RegistryWorld, registryWorld } from './registry-world.ts'
import { registryLists } from '../workbooks/keep-list.ts'

const CODE = '51001'
const HEADER = [
  'MA_KHOA',
  'HO_TEN',
  'GIOI_TINH',
  'SO_DINH_DANH',
  'CHUCDANH_NN',
  'VI_TRI',
  'MACCHN',
  'NGAYCAP_CCHN',
  'NOICAP_CCHN',
  'THOIGIAN_DK',
  'THOIGIAN_NGAY',
  'THOIGIAN_TUAN',
  'TU_NGAY',
  'DEN_NGAY',
  'MA_CSKCB',
]

type Person = {
  number: number
  name?: string
  department?: string
  from?: string
  to?: string
  facility?: string
  licence?: string
  hours?: string
}

function line({
  number,
  name = `Nguyễn Văn ${number}`,
  department = 'K03',
  from = '01/01/2026',
  to = '',
  facility = CODE,
  licence,
  hours = '0700-1130',
}: Person) {
  return [
    department,
    name,
    '1',
    `0510900${String(number).padStart(5, '0')}`,
    '1',
    '0',
    licence ?? `${String(number).padStart(6, '0')}/QNG-GPHN`,
    '15/03/2024',
    'Sở Y tế',
    '1',
    hours,
    'T2T3T4T5T6',
    from,
    to,
    facility,
  ]
}

/** A staff list as another program writes it. */
export function staff(...people: Person[]): Uint8Array {
  return foreignWorkbook([{ name: 'DM_NGUOI_HANH_NGHE', rows: [HEADER, ...people.map(line)] }])
}

function callerOf(role: Role, place: { facility?: string; province?: string }): Caller {
  const code = place.facility === undefined ? undefined : parseFacilityCode(place.facility)
  return {
    account: `${role}@${place.facility ?? place.province ?? ''}`,
    name: 'Lê Thị Quản',
    role,
    rights: new Set<Right>(['registry.import']),
    address: '10.0.0.1',
    ...(code?.ok ? { facility: code.value } : {}),
    ...(place.province === undefined ? {} : { province: place.province }),
  }
}

type Answer = { status: number; body: Buffer; json: () => ReturnType<typeof JSON.parse> }
type Ask = (method: 'GET' | 'POST', url: string, payload?: Uint8Array) => Promise<Answer>

/** A registry with one facility, the routes of workbooks, and somebody who sends them. */
export async function workbookWorld() {
  const world = await registryWorld()
  await world.facility(CODE)
  const needs = { ...world.needs, keepers: registryLists({ ...world.needs, texts: allTexts }) }
  let caller = callerOf('facility-administrator', { facility: CODE })
  const door: Door = openDoor(
    allTexts,
    async () => caller,
    async () => undefined,
    (error) => expect.fail(String(error)),
  )
  workbookRoutes(door, needs)
  const [work] = workbookLoops(needs)
  const batch = async () => (await work?.run()) === true
  const ask: Ask = async (method, url, payload) => {
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    const body = payload && { payload: Buffer.from(payload), headers: { 'content-type': type } }
    const answer = await door.app.inject({ method, url, ...body })
    return { status: answer.statusCode, body: answer.rawPayload, json: () => answer.json() }
  }
  return {
    ...world,
    ...callsOf(ask, batch),
    ask,
    batch,
    become: (role: Role, place: { facility?: string; province?: string }) => {
      caller = callerOf(role, place)
    },
    registrations: (number: number) => registrationsOf(world, number),
  }
}

function callsOf(ask: Ask, batch: () => Promise<boolean>) {
  const settle = async () => {
    while (await batch());
  }
  return {
    settle,
    /** Sends a workbook and waits until it is compared. */
    send: async (bytes: Uint8Array, list = 'staff') => {
      const sent = await ask('POST', `/workbooks/lists/${list}/imports?name=a.xlsx`, bytes)
      if (sent.status >= 300) return sent.json()
      await settle()
      return (await ask('GET', `/workbooks/imports/${sent.json().id}`)).json()
    },
    step: async (id: string, step: string) => {
      const taken = (await ask('POST', `/workbooks/imports/${id}/steps/${step}`)).json()
      await settle()
      return taken.state === undefined
        ? taken
        : (await ask('GET', `/workbooks/imports/${id}`)).json()
    },
    rows: async (id: string, show: string) =>
      (await ask('GET', `/workbooks/imports/${id}/rows?show=${show}`)).json().rows,
  }
}

async function registrationsOf(world: RegistryWorld, number: number) {
  const value = `0510900${String(number).padStart(5, '0')}`
  return world.within(async (trx) => {
    const [held] = await findHolders(trx, [{ scheme: 'personal-id', value }])
    const [kept] = held ? await listCurrent(trx, [held.subject]) : []
    const found = kept ? statementsOf(kept.profile, 'registration') : []
    const shown = found.map(({ from, to, values }) => ({
      from,
      to,
      department: values['department'],
    }))
    return accept(shown)
  })
}
