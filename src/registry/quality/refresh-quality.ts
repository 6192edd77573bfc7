import type { Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { isDay, type KnowsCode } from '../judge-values.ts'
import type { Profile } from '../profile.ts'
import { type Lists, isListName } from '#terminology'
import type { ProfileNeeds } from '../profile-needs.ts'
import { differencesOf, keptScore, type Replaced, scored, sumOf } from './fold-quality.ts'
import { judgedFile } from './judged-file.ts'
import { type FoundFailure, measureFile, type Measured, twinKeyOf } from './measure-file.ts'
import type { QualityMethod } from './quality-method.ts'
import { noteDue } from './quality-due-store.ts'
import { NOTHING_COUNTED, scoreOf, tallyToNumbers } from './quality-score.ts'
import {
  listDisputed,
  listMeasurable,
  listTwins,
  listWorkPlaces,
  type Measurable,
  type QualityRow,
  writeQuality,
} from './quality-store.ts'
import {
  addToTotals,
  type Grain,
  listTotals,
  WHOLE,
  writeDays,
  writeScores,
} from './quality-total-store.ts'

export type QualityNeeds = Pick<ProfileNeeds, 'now' | 'definitions' | 'listsFor'> & {
  readonly method: QualityMethod
}

/** Places of failures that are kept of one file: what is beyond is seen when the file itself is opened. */
const FAULTS_MAX = 200

/**
 * Counts files anew and folds the difference into every total. Files that seem to be of the same person or facility as one that is counted are noted
 * to be counted too. The transaction must be in the scope of our own work. A second call changes nothing.
 */
export async function refreshQuality(
  trx: Trx,
  needs: QualityNeeds,
  subjects: readonly RecordId[],
): Promise<void> {
  if (subjects.length === 0) return
  const today = vietnamDay(needs.now())
  const files = await listMeasurable(trx, subjects)
  const around = await surroundings(trx, needs, files, today)
  const replaced = files.map((file) => {
    const row = rowOf(needs, file, around, today)
    const places = around.places.get(file.subject) ?? []
    return { row, former: file.former, authorityOf: authorityIn(file, places) }
  })
  await writeQuality(
    trx,
    replaced.map(({ row }) => row),
  )
  await foldIn(trx, needs.method, today, replaced)
  await noteDue(trx, around.twins.rivals)
}

function authorityIn(file: Measurable, places: readonly Place[]): Replaced['authorityOf'] {
  const known = new Map(places.map(({ facility, authority }) => [facility, authority]))
  const own = file.kind === 'facility' ? file.authority : undefined
  return (facility) => own ?? known.get(facility) ?? facility.slice(0, 2)
}

async function foldIn(
  trx: Trx,
  method: QualityMethod,
  today: string,
  replaced: readonly Replaced[],
): Promise<void> {
  const differences = differencesOf(replaced)
  const totals = await addToTotals(trx, method.number, differences)
  const now = totals.map((one) => scored(method, one))
  await writeScores(trx, method.number, now)
  const days = now
    .filter(({ grain }) => grain !== 'facility')
    .map((one) => ({ ...one, day: today }))
  const grains = [...new Set(days.map(({ grain }) => grain))]
  const wholes = await Promise.all(grains.map((grain) => wholeDay(trx, method, grain, today)))
  await writeDays(trx, method.number, [...days, ...wholes])
}

/** All authorities together, as they are now. */
async function wholeDay(trx: Trx, method: QualityMethod, grain: Grain, day: string) {
  const all = await listTotals(trx, method.number, grain)
  const sum = (of: 'facilities' | 'practitioners') => all.reduce((whole, one) => whole + one[of], 0)
  const counts = { facilities: sum('facilities'), practitioners: sum('practitioners') }
  return { grain, key: WHOLE, day, ...counts, ...keptScore(scoreOf(method, sumOf(all))) }
}

type Place = { readonly facility: string; readonly authority: string }
type Around = {
  readonly disputed: ReadonlyMap<string, ReadonlySet<string>>
  readonly places: ReadonlyMap<string, readonly Place[]>
  readonly twins: Twins
  readonly knowsCode: KnowsCode
}

async function surroundings(
  trx: Trx,
  needs: Pick<QualityNeeds, 'listsFor'>,
  files: readonly Measurable[],
  today: string,
): Promise<Around> {
  const subjects = files.map(({ subject }) => subject)
  const people = files.flatMap(({ kind, subject }) => (kind === 'practitioner' ? [subject] : []))
  const disputed = Map.groupBy(await listDisputed(trx, subjects), ({ holder }) => holder)
  const places = Map.groupBy(await listWorkPlaces(trx, people, today), (one) => one.practitioner)
  return {
    disputed: new Map(
      [...disputed].map(([holder, all]) => [holder, new Set(all.map(({ number }) => number))]),
    ),
    places,
    twins: await findTwins(trx, files),
    knowsCode: await knowingCodes(
      needs,
      files.map(({ profile }) => profile),
      today,
    ),
  }
}

type Twins = {
  readonly keyOf: ReadonlyMap<string, bigint>
  readonly countOf: (subject: string) => number
  /** Files beside these that gained or lost a twin. */
  readonly rivals: readonly RecordId[]
}

async function findTwins(trx: Trx, files: readonly Measurable[]): Promise<Twins> {
  const keyOf = new Map<string, bigint>()
  const changed = new Set<bigint>()
  for (const { subject, profile, former } of files) {
    const key = twinKeyOf(profile)
    if (key !== undefined) keyOf.set(subject, key)
    if (key === former?.twin) continue
    for (const one of [key, former?.twin]) if (one !== undefined) changed.add(one)
  }
  const asked = [...new Set([...keyOf.values(), ...changed])]
  const own = new Set<string>(files.map(({ subject }) => subject))
  const others = (await listTwins(trx, asked)).filter(({ subject }) => !own.has(subject))
  const counts = new Map<bigint, number>()
  for (const key of [...keyOf.values(), ...others.map(({ twin }) => twin)])
    counts.set(key, (counts.get(key) ?? 0) + 1)
  return {
    keyOf,
    countOf: (subject) => Math.max(0, (counts.get(keyOf.get(subject) ?? -1n) ?? 1) - 1),
    rivals: others.filter(({ twin }) => changed.has(twin)).map(({ subject }) => subject),
  }
}

/** The lists of every day from which something in these files is said to hold: a code is judged by that day. */
async function knowingCodes(
  { listsFor }: Pick<QualityNeeds, 'listsFor'>,
  profiles: readonly Profile[],
  today: string,
): Promise<KnowsCode> {
  const spoken = profiles.flatMap(({ statements }) => statements.map(({ from }) => from))
  const days = [...new Set([today, ...spoken.filter((day) => day !== undefined && isDay(day))])]
  const lists = new Map<string | undefined, Lists>()
  for (const day of days) lists.set(day, await listsFor(day ?? today, ''))
  return (list, code, day) => {
    const known = lists.get(day)
    if (!isListName(list) || known?.isLoaded(list) !== true) return undefined
    return known.find(list, code) !== undefined
  }
}

function rowOf(needs: QualityNeeds, file: Measurable, around: Around, today: string): QualityRow {
  const { subject, kind, version, authority, traditional, code } = file
  const { method } = needs
  const { tally, failures, turnsOn } = measuredOf(needs, file, around, today)
  const where = around.places.get(subject) ?? []
  return {
    subject,
    kind,
    version,
    authority,
    traditional,
    ...keptScore(scoreOf(method, { ...NOTHING_COUNTED, [kind]: tally })),
    method: method.number,
    countedOn: today,
    facilities: kind === 'practitioner' ? where.map((one) => one.facility) : code ? [code] : [],
    authorities: [...new Set(where.map((one) => one.authority))],
    tally: tallyToNumbers(tally),
    faults: faultsOf(method.rules[kind], failures),
    twin: around.twins.keyOf.get(subject),
    dueOn: turnsOn,
  }
}

function measuredOf(
  { method, definitions }: QualityNeeds,
  file: Measurable,
  { disputed, twins, knowsCode }: Around,
  today: string,
): Measured {
  const { subject, kind, profile, changedAt } = file
  const facts = {
    dataState: file.dataState,
    identityState: file.identityState,
    version: file.version,
    publishedVersion: file.publishedVersion,
    changedOn: vietnamDay(changedAt),
    disputed: disputed.get(subject) ?? new Set<string>(),
    twins: twins.countOf(subject),
  }
  return measureFile(method, judgedFile(definitions[kind], profile, today, facts, knowsCode))
}

/** One file counted at this moment, nothing kept. Undefined when there is none. The transaction must be in the scope of our own work. */
export async function measureNow(
  trx: Trx,
  needs: QualityNeeds,
  subject: RecordId,
): Promise<Measured | undefined> {
  const today = vietnamDay(needs.now())
  const files = await listMeasurable(trx, [subject])
  const [file] = files
  if (file === undefined) return undefined
  return measuredOf(needs, file, await surroundings(trx, needs, files, today), today)
}

/** Failures by rule and place, each with how many: `rule|section|field|count`. */
function faultsOf(
  rules: QualityMethod['rules']['facility'],
  failures: readonly FoundFailure[],
): string[] {
  const counts = new Map<string, number>()
  for (const { rule, section = '', field = '', count } of failures) {
    const place = [rules[rule]?.id, section, field].join('|')
    counts.set(place, (counts.get(place) ?? 0) + count)
  }
  return [...counts].slice(0, FAULTS_MAX).map(([place, count]) => `${place}|${count}`)
}
