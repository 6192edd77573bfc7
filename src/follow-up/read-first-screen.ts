import type { z } from 'zod'
import { decideFacilityAccess, findWithheld, type PermittedFacility } from '#access'
import { recordAudit } from '#audit'
import { type Database, inTransaction, type Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { personCards } from '#people'
import type { Registry } from '#registry'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { GRACE_DAYS } from './appointment.ts'
import type { Appointment, Patient, readFirstScreen as promise } from './contract.ts'
import {
  findArrived,
  keysOfEach,
  listOpenAppointments,
  type OpenAppointment,
} from './list-open-appointments.ts'
import { listDischarged, listReferred } from './visit-store.ts'

export type FollowUpNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly registry: Pick<Registry, 'findFacility'>
}

export type FirstScreen = z.input<typeof promise.response>

const DAY_MS = 86_400_000

/** Referrals of the last 30 days: the paper is good for ten working days, and holidays lengthen them. */
const REFERRED_DAYS = 30

/** Discharges of the last 7 days, as a station's doctor calls on them. */
const DISCHARGED_DAYS = 7

/** Lines of one list: what a doctor can look through. */
const LINES_MAX = 100

/**
 * Who a doctor should think of today, at the doctor's own facility: which → who they are → on record that they
 * were shown → how it looks.
 *
 * Refuses `follow-up.no-facility`, and what the policy refuses.
 */
export async function readFirstScreen(
  needs: FollowUpNeeds,
  caller: Caller,
): Promise<Outcome<FirstScreen>> {
  const { facility } = caller
  if (facility === undefined) return refuse('forbidden', 'follow-up.no-facility')

  const now = needs.now()
  const home = await needs.registry.findFacility(facility)
  const commune = home?.kind === 'commune-station' ? home.commune : undefined
  return inTransaction(needs.database, async (trx) => {
    const permit = await decideFacilityAccess(
      trx,
      caller,
      'list-follow-up',
      facility,
      now,
      'treatment',
    )
    if (!permit.ok) return permit
    enterScope(trx, { facilities: [permit.value.facility], ...(commune ? { commune } : {}) })
    const lists = await listWhoMatters(trx, facility, commune, now)
    const everybody = [...lists.referred, ...lists.discharged, ...lists.appointments]
    const patients = await findPatientsOf(trx, permit.value, everybody)
    await recordAudit(
      trx,
      [...patients.keys()].map((person) => shown(caller, person, now)),
    )

    const senders = [...lists.referred, ...lists.discharged].map((line) => line.facility)
    const nameOf = await findNames(needs, [facility, ...senders])
    return accept({
      facility: nameOf(facility),
      ...(commune === undefined ? {} : { commune }),
      day: vietnamDay(now),
      ...linesToView(lists, (person) => patients.get(person) ?? nobody(person), nameOf),
      graceDays: GRACE_DAYS,
    })
  })
}

type Lists = Awaited<ReturnType<typeof listWhoMatters>>

async function listWhoMatters(
  trx: Trx,
  facility: FacilityCode,
  commune: string | undefined,
  now: Date,
) {
  const [sentHere, wentHome, appointments] = await Promise.all([
    listReferred(trx, facility, daysAgo(now, REFERRED_DAYS), LINES_MAX),
    commune ? listDischarged(trx, commune, daysAgo(now, DISCHARGED_DAYS), LINES_MAX) : [],
    listOpenAppointments(trx, facility, vietnamDay(now)),
  ])
  const isShown = await whatIsShown(trx, facility, [...sentHere, ...wentHome])
  const [referred, discharged] = [sentHere.filter(isShown), wentHome.filter(isShown)]
  return { referred, discharged, appointments, arrived: await findArrived(trx, facility, referred) }
}

/** Nobody is named by a visit that the person hides, nor to a facility that the person blocks; its own visits a facility knows. */
async function whatIsShown(
  trx: Trx,
  facility: FacilityCode,
  lines: readonly { readonly person: RecordId }[],
): Promise<(line: { person: RecordId; visit: RecordId; facility: FacilityCode }) => boolean> {
  const keys = await keysOfEach(trx, lines)
  const withheld = await findWithheld(trx, facility, [...keys.values()].flat())
  return (line) =>
    line.facility === facility ||
    (!withheld.visits.has(line.visit) &&
      !(keys.get(line.person) ?? []).some((key) => withheld.persons.has(key)))
}

function linesToView(
  { referred, discharged, appointments, arrived }: Lists,
  patientOf: (person: RecordId) => Patient,
  nameOf: (code: FacilityCode) => FirstScreen['facility'],
): Pick<FirstScreen, 'referred' | 'discharged' | 'due' | 'missed'> {
  const toAppointment = ({ person, visit, on, state, daysLate }: OpenAppointment): Appointment => ({
    patient: patientOf(person),
    visit,
    on,
    state,
    daysLate,
  })
  return {
    referred: referred.map(({ person, visit, facility: from, at }) => ({
      patient: patientOf(person),
      visit,
      from: nameOf(from),
      at: at.toISOString(),
      arrived: arrived(person, at),
    })),
    discharged: discharged.map(({ person, visit, facility: from, at, reExaminationOn }) => ({
      patient: patientOf(person),
      visit,
      from: nameOf(from),
      at: at.toISOString(),
      ...(reExaminationOn === null ? {} : { reExaminationOn }),
    })),
    due: appointments
      .filter(({ state }) => state !== 'missed')
      .map(toAppointment)
      .toReversed(),
    missed: appointments.filter(({ state }) => state === 'missed').map(toAppointment),
  }
}

async function findPatientsOf(
  trx: Trx,
  permit: PermittedFacility,
  lines: readonly { readonly person: RecordId }[],
): Promise<Map<RecordId, Patient>> {
  const cards = await personCards(trx, permit, [...new Set(lines.map(({ person }) => person))])
  return new Map(
    cards.map(({ person, name, birthDate, sex }) => [person, { person, name, birthDate, sex }]),
  )
}

function nobody(person: RecordId): Patient {
  return { person, name: '', birthDate: '', sex: 'unknown' }
}

async function findNames(needs: FollowUpNeeds, codes: readonly FacilityCode[]) {
  const found = [...new Set(codes)].map(
    async (code) => [code, (await needs.registry.findFacility(code))?.name ?? code] as const,
  )
  const names = new Map(await Promise.all(found))
  return (code: FacilityCode) => ({ code, name: names.get(code) ?? code })
}

function shown(caller: Caller, person: RecordId, at: Date) {
  return {
    at,
    action: 'read' as const,
    caller,
    what: 'follow-up-list',
    person,
    purpose: 'treatment' as const,
    ground: 'follow-up',
  }
}

function daysAgo(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS)
}
