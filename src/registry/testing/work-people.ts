import type { Asker } from '../asker.ts'
import { claimOwnPractice, declareOwnPractice } from '../open-work.ts'
import { openProfile } from '../open-profile.ts'
import { readProfile } from '../read-profile.ts'
import {
  add,
  type Addition,
  EVENINGS,
  identity,
  licence,
  manager,
  practitionerOf,
  registration,
  toldOf,
} from './registry-world.ts'
import { callerOf, type WorkWorld } from './work-world.ts'

/** Everything that is required of a practitioner who works at a facility. */
function staffFile(code: string, number: string, paper: string): Addition[] {
  return [
    identity(number),
    add('contact', { phone: '0912345678' }),
    add('address', { kind: 'current', commune: '21025', text: 'Số 2' }),
    add('training', {
      level: 'bachelor',
      field: 'Y khoa',
      school: 'Đại học Mẫu',
      issuedOn: '2010-07-01',
    }),
    licence(paper),
    add('licence-scope', { licence: paper, scope: '32-V', kind: 'basic' }, { from: '2024-05-02' }),
    registration(code, paper, { position: '1' }),
  ]
}

/** The person under an account, with the name that stands in the file. */
export function doctor(number: string, account = `practitioner-${number}`): Asker {
  return { ...practitionerOf(number), account, name: 'Nguyễn Văn An' }
}

export function enterStaff(world: WorkWorld, code: string, number: string, paper: string) {
  const statements = staffFile(code, number, paper)
  return toldOf(
    openProfile(world.needs, manager(code), { kind: 'practitioner', province: '51', statements }),
  )
}

/** The same person in the evenings at a second facility. */
export function enterEvenings(world: WorkWorld, code: string, number: string, paper: string) {
  return toldOf(
    world.practitioner(manager(code), number, [
      registration(code, paper, { slots: EVENINGS, workingTime: '2' }),
    ]),
  )
}

export function ownFile(world: WorkWorld, asker: Asker) {
  return toldOf(readProfile(world.needs, asker, { subject: 'own' }))
}

/** Claims and declares, and answers the cases in which the facilities are to confirm. */
export async function declared(
  world: WorkWorld,
  code: string,
  number: string,
): Promise<readonly string[]> {
  const me = doctor(number)
  const claim = await toldOf(claimOwnPractice(world.work, callerOf(me), {}))
  await toldOf(world.take(manager(code), claim.case, 'confirm'))
  const { head } = await ownFile(world, me)
  const { cases } = await toldOf(
    declareOwnPractice(world.work, callerOf(me), { version: head.version }),
  )
  return cases
}
