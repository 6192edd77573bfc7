import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { ROLES } from '#vocabulary/caller'
import { DATA_CLASSES } from '#vocabulary/data-class'
import { PURPOSES } from '#vocabulary/purpose'
import { vietnamDay } from '#vocabulary/vietnam-time'

const FOLDER = new URL('../../../catalogues/policy/', import.meta.url)

/** What somebody may stand on who sees one person's record. */
export const GROUNDS = [
  'own-record',
  'guardian',
  'family',
  'break-glass',
  'inspection-order',
  'open-visit',
  'referral',
  'appointment',
  'citizen-qr',
  'commune',
  'treated',
] as const

export type Ground = (typeof GROUNDS)[number]

/** What one may do with what a facility sent or knows, and with totals. */
export const FACILITY_ACTIONS = [
  'read-own-dossiers',
  'write-own-dossiers',
  'find-own-patients',
  'list-follow-up',
  'read-own-practice',
] as const
export const TOTALS_ACTIONS = ['read-totals'] as const
/** To say whether two person keys are one person. */
export const IDENTITY_ACTIONS = ['review-identity'] as const

const dated = {
  source: z.string().min(1),
  validFrom: z.iso.date(),
  validTo: z.iso.date().optional(),
}
const confidence = z.enum(['high', 'medium', 'low'])

const GroundRule = z.strictObject({
  ground: z.enum(GROUNDS),
  roles: z.array(z.enum(ROLES)),
  purposes: z.array(z.enum(PURPOSES)),
  opens: z.array(z.enum(DATA_CLASSES)),
  ownEntries: z.boolean(),
  heeds: z.array(z.enum(['hidden', 'blocked', 'restricted'])),
  afterDeath: z.enum(['no', 'until-confirmed', 'yes']),
  obliges: z.array(z.enum(['mark', 'notify', 'review'])),
  confidence,
  ...dated,
})
export type GroundRule = z.infer<typeof GroundRule>

const Duty = z.strictObject({
  roles: z.array(z.enum(ROLES)),
  actions: z.array(z.enum([...FACILITY_ACTIONS, ...TOTALS_ACTIONS, ...IDENTITY_ACTIONS])),
  purposes: z.array(z.enum(PURPOSES)),
  reach: z.enum(['facility', 'province', 'country']),
  ...dated,
})
export type Duty = z.infer<typeof Duty>

const ClosedList = z.strictObject({
  class: z.enum(DATA_CLASSES),
  grounds: z.array(z.enum(GROUNDS)),
  note: z.string(),
  ...dated,
})

const Ages = z.strictObject({
  rule: z.enum(['guardian-until', 'child-agrees-from']),
  years: z.number().int().positive(),
  note: z.string(),
  confidence,
  ...dated,
})

const head = { title: z.string(), asOf: z.iso.date(), legend: z.string() }
const RecordAccess = z.strictObject({
  ...head,
  grounds: z.array(GroundRule),
  closedLists: z.array(ClosedList),
  apps: z.strictObject({
    opens: z.array(z.enum(DATA_CLASSES)),
    note: z.string(),
    confidence,
    ...dated,
  }),
  ages: z.array(Ages),
})
const Duties = z.strictObject({ ...head, duties: z.array(Duty) })

/** What the policy says on one day in Vietnam. */
export type Policy = {
  /** The strongest first. */
  readonly grounds: readonly GroundRule[]
  readonly duties: readonly Duty[]
  /** Classes that only the named grounds open, whatever else a ground opens. */
  readonly closedLists: readonly z.infer<typeof ClosedList>[]
  readonly appOpens: readonly (typeof DATA_CLASSES)[number][]
  readonly years: ReadonlyMap<z.infer<typeof Ages>['rule'], number>
}

const recordAccess = RecordAccess.parse(readCatalogue('record-access.json'))
const { duties } = Duties.parse(readCatalogue('duties.json'))

/** Days of which the policy is kept ready: today, and a few that tests and late questions ask for. */
const DAYS_MAX = 32
const byDay = new Map<string, Policy>()

/** The policy that is in force at a moment. A day before all rules permits nothing. */
export function policyAt(now: Date): Policy {
  const day = vietnamDay(now)
  const known = byDay.get(day)
  if (known) return known
  const inForce = (rule: { validFrom: string; validTo?: string | undefined }) =>
    rule.validFrom <= day && (rule.validTo === undefined || day < rule.validTo)
  const policy: Policy = {
    grounds: recordAccess.grounds.filter(inForce),
    duties: duties.filter(inForce),
    closedLists: recordAccess.closedLists.filter(inForce),
    appOpens: inForce(recordAccess.apps) ? recordAccess.apps.opens : [],
    years: new Map(recordAccess.ages.filter(inForce).map(({ rule, years }) => [rule, years])),
  }
  if (byDay.size >= DAYS_MAX) byDay.clear()
  byDay.set(day, policy)
  return policy
}

function readCatalogue(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))
}
