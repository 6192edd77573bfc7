import type { TableName } from '#vocabulary/dossier-tables'
import { TABLE_NAMES } from '#vocabulary/dossier-tables'
import { formatVietnamTime, parseVietnamTime, vietnamDay } from '#vocabulary/vietnam-time'
import type { Lists } from '#terminology'
import { applyRules, makePlan } from '../engine/apply-rules.ts'
import type { Findings, Places } from '../engine/findings.ts'
import { collectFindings } from '../engine/findings.ts'
import type { Judgement } from '../engine/judgement.ts'
import type { RuleSettings } from '../engine/settings.ts'
import { type CodeLookup, makeCodeLookup } from './code-lookup.ts'
import { dictionaryFor } from './field-dictionary.ts'
import type { JudgedCheckIn, JudgedDossier } from './judged-dossier.ts'
import { noDictionary, notLoaded } from './notices.ts'
import { checkInRules, dossierRules, PACK_VERSION } from './pack.ts'
import { viewVisit } from './visit.ts'

const planDossier = makePlan(dossierRules)
const planCheckIn = makePlan(checkInRules)

/**
 * Judges one dossier by the dictionary and the rules in force when the visit ended (NGAY_RA).
 * Pure; the same dossier, lists and settings give the same judgement. Never throws on what a sender may write.
 */
export function judgeDossier(
  dossier: JudgedDossier,
  lists: Lists,
  settings: RuleSettings,
): Judgement {
  const head = dossier.tables.XML1?.[0]
  const end = momentOf(head?.['NGAY_RA'])
  const decisive = end ?? momentOf(head?.['NGAY_VAO']) ?? dossier.receivedAt
  return judge(dossier, 'XML1', decisive, end, lists, settings)
}

/** Judges a check-in file by the dictionary and the rules in force on arrival (NGAY_VAO). */
export function judgeCheckIn(
  checkIn: JudgedCheckIn,
  lists: Lists,
  settings: RuleSettings,
): Judgement {
  const arrival = momentOf(checkIn.tables.CHECKIN?.[0]?.['NGAY_VAO'])
  const decisive = arrival ?? checkIn.receivedAt
  return judge({ ...checkIn, unknownTables: [] }, 'CHECKIN', decisive, undefined, lists, settings)
}

function judge(
  dossier: JudgedDossier,
  headTable: 'XML1' | 'CHECKIN',
  decisive: Date,
  end: Date | undefined,
  lists: Lists,
  settings: RuleSettings,
): Judgement {
  const day = vietnamDay(decisive)
  const dictionary = dictionaryFor(day, dossier.tables)
  if (!dictionary) return judgement(refuseUndated(headTable, day), 'none', day, settings, end)

  const codes = makeCodeLookup(lists, dossier.facility)
  const receivedAt = formatVietnamTime(dossier.receivedAt)
  const visit = viewVisit({ ...dossier, receivedAt, day, dictionary, codes }, headTable)
  const plan = headTable === 'XML1' ? planDossier : planCheckIn
  const findings = applyRules(plan(day, settings), visit, places)
  addMissingLists(findings, codes, day)
  return judgement(findings, dictionary.dialect, day, settings, end)
}

function momentOf(text: string | undefined): Date | undefined {
  const moment = parseVietnamTime(text ?? '')
  return moment.ok ? moment.value : undefined
}

function refuseUndated(headTable: 'XML1' | 'CHECKIN', day: string): Findings {
  const findings = collectFindings(places)
  const at = headTable === 'XML1' ? 'XML1/NGAY_RA' : 'CHECKIN[1]/NGAY_VAO'
  findings.add(noDictionary, 'error', at, { day: readableDay(day) })
  return findings
}

function addMissingLists(findings: Findings, codes: CodeLookup, day: string): void {
  for (const [list, at] of codes.missing)
    findings.add(notLoaded(list), 'notice', at, { day: readableDay(day) })
}

function judgement(
  findings: Findings,
  dialect: string,
  day: string,
  settings: RuleSettings,
  end: Date | undefined,
): Judgement {
  const tuned = settings.version === 'default' ? '' : `+${settings.version}`
  return {
    ...findings.finish(),
    ruleSet: `visit-dossier/${dialect}/${day}/${PACK_VERSION}${tuned}`,
    ...(end === undefined ? {} : { endOfVisit: end }),
  }
}

function readableDay(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
}

/** Orders findings as the dossier is read: table, line, then as the rules found them. Values of HIV care and of identity papers are not repeated. */
const places: Places = {
  orderOf: (at) => {
    const table = tableOrder.get(at.split(/[[/]/, 1)[0] ?? '') ?? tableOrder.size
    const line = Number(/\[(\d+)\]/.exec(at)?.[1] ?? 0)
    return table * 1_000_000 + Math.min(line, 999_999)
  },
  mayShowValue: (at) => !at.startsWith('XML6') && !PRIVATE_FIELDS.test(at),
}

const tableOrder = new Map<string, number>(
  TABLE_NAMES.map((name: TableName, index) => [name, index]),
)

const PRIVATE_FIELDS = /\/(?:SO_CCCD|MA_THE|HO_TEN|NGAY_SINH|DIEN_THOAI|MA_BHXH|DIA_CHI)/
