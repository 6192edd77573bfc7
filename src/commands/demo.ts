import { demoHighlights } from '../../simulators/province/demo-highlights.ts'
import { isMarked, markDone, markedAt } from './running.ts'
import { DEMO_SIZE, provinceAt, seedProvince } from './seed.ts'

/** The instant at which the demo's province stands; kept, so that it goes on as the same one after a break. */
const BEGUN = 'demo-province-begun'
const SENT = 'demo-province'

/** Fills a new demo with its province; a demo that has one is left alone. Broken off, it begins again: sent dossiers answer at once. */
export async function seedDemoOnce(
  data: string,
  origin: string,
  signal: AbortSignal,
): Promise<void> {
  if (await isMarked(data, SENT)) return
  process.stderr.write(
    'mach: sending a synthetic province through the front door, a minute or two, once\n',
  )
  const at = (await markedAt(data, BEGUN)) ?? new Date()
  await markDone(data, BEGUN, at)
  await seedProvince(origin, DEMO_SIZE, at, signal)
  if (!signal.aborted) await markDone(data, SENT, new Date())
}

/** Prints who may sign in, whom to open first, and a walk of five steps through the main job. */
export async function printDemo(data: string, origin: string, password: string): Promise<void> {
  const portal = Number(new URL(origin).port) + 1
  const at = await markedAt(data, BEGUN)
  process.stdout.write(`
Demo (synthetic data, this machine only). Password of every demo account: ${password}
  clerk@51001, clerk@01999 …   facility clerk        doctor@51001, doctor@01999 …   doctor
  citizen@051067314088 …       citizen, by number    officer@51   Sở Y tế           admin   operator
${at === undefined ? '' : worthOpening(at)}
The main job in five steps
  1  Send a visit:   ./mach send samples/visit-outpatient.xml --to ${origin}
     and again: the same receipt, nothing changes.
  2  As clerk@51001 on ${origin}: the dossier, its findings, its deliveries and clocks.
  3  As citizen@051067314088: the visit in the health book, papers as PDF, who read it.
  4  As officer@51: quality by facility and day, deliveries waiting, the half-year report.
  5  The outside, simulated: insurance portal http://127.0.0.1:${portal}, VNeID book http://127.0.0.1:${portal + 1}.
     Sign-in by VNeID, simulated too: http://127.0.0.1:${portal + 2}; choose Trần Văn Khoa, level 2.
     They remember nothing after a restart; Mạch remembers all.
  Hospital software: user 51001_HIS with the password above, see docs/integrate.md.
Ctrl-C ends everything; the data stay.
`)
}

/** Persons of the province by name, and a doctor whose lists are full. */
function worthOpening(at: Date): string {
  const { citizen, family, station } = demoHighlights(provinceAt(DEMO_SIZE, at))
  const child = family && [
    line(`citizen@${family.number}`, `${family.parent}; under the same number her or his child`),
    line('', `${family.child}, born ${inVietnam(family.childBorn)}, has a book of its own:`),
    line('', `doctor@${family.facility} finds it by name and birth date`),
  ]
  return [
    '\nWorth opening',
    line(`citizen@${citizen.number}`, `${citizen.name}: ${citizen.illness},`),
    line(
      '',
      `${citizen.visits} visits sent by ${citizen.facilities} facilities, less those that were refused;`,
    ),
    line('', 'values over time, papers'),
    ...(child ?? []),
    line(`doctor@${station.code}`, `${station.name}: referred, come home, due, missed`),
    '',
  ].join('\n')
}

function line(account: string, words: string): string {
  return `  ${account.padEnd(22)} ${words}`
}

/** dd/MM/yyyy. */
function inVietnam(day: string): string {
  return day.split('-').toReversed().join('/')
}
