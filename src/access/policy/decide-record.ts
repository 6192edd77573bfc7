import type { Caller } from '#vocabulary/caller'
import { DATA_CLASSES, type DataClass } from '#vocabulary/data-class'
import type { Purpose } from '#vocabulary/purpose'
import type { RecordId } from '#vocabulary/record-id'
import { isUnderYears } from './age.ts'
import type { ConsentFacts } from './consent-facts.ts'
import { deny, type Denied, type DenialReason } from './decision.ts'
import type { RecordFacts } from './facts.ts'
import { makeRecordPermit, type PermittedRecord, type VisitsInClasses } from './permit.ts'
import type { Ground, GroundRule, Policy } from './policy-data.ts'

/** Whether one person's record may be read: for whom, on what ground, how far. */
export function decideRecord(
  policy: Policy,
  caller: Caller,
  facts: RecordFacts,
  purpose: Purpose,
  now: Date,
): PermittedRecord | Denied {
  if (!isComplete(facts)) return deny('access.facts-missing')
  if (purpose === 'statistics' || purpose === 'research') return deny('access.totals-only')
  const ofRole = policy.grounds.filter(({ roles }) => roles.includes(caller.role))
  if (ofRole.length === 0 || isWithoutPlace(caller)) return deny('access.role-opens-no-record')
  const forPurpose = ofRole.filter(({ purposes }) => purposes.includes(purpose))
  if (forPurpose.length === 0) return deny('access.purpose-not-of-role')

  const holding = forPurpose.filter((rule) => holds(rule.ground, policy, caller, facts, now))
  const living = holding.filter((rule) => outlives(rule, facts.consent))
  // What a restriction leaves open, as a pass that the person gave, goes before what it closes.
  const rule = living.find((one) => !isRestricted(one, facts.consent)) ?? living[0]
  if (rule === undefined)
    return deny(holding.length > 0 ? 'access.person-deceased' : withoutGround(caller))
  return permitUnder(living, rule, policy, caller, facts, purpose, now)
}

/** Whether a ground holds of a person of whom a death may have been told. */
function outlives(
  { afterDeath }: GroundRule,
  { deceasedOn, isDeathUnconfirmed }: ConsentFacts,
): boolean {
  if (deceasedOn === undefined || afterDeath === 'yes') return true
  return afterDeath === 'until-confirmed' && isDeathUnconfirmed === true
}

/** A reader who forgot to fetch something is told no. */
function isComplete({ persons, relations, consent, inspections }: Partial<RecordFacts>): boolean {
  return (
    inspections !== undefined &&
    persons !== undefined &&
    persons.length > 0 &&
    relations !== undefined &&
    consent?.hiddenVisits !== undefined &&
    consent.hiddenClasses !== undefined &&
    consent.blockedFacilities !== undefined &&
    consent.delegates !== undefined &&
    consent.apps !== undefined &&
    consent.breakGlass !== undefined
  )
}

function isWithoutPlace({ role, facility }: Caller): boolean {
  return role === 'doctor' && facility === undefined
}

function withoutGround({ role }: Caller): DenialReason {
  if (role === 'inspector') return 'access.no-inspection-order'
  return role === 'citizen' ? 'access.not-own-record' : 'access.no-care-relation'
}

/** Whether a ground is there, by the facts alone. */
function holds(
  ground: Ground,
  policy: Policy,
  caller: Caller,
  facts: RecordFacts,
  now: Date,
): boolean {
  const { persons, relations, consent, bornOn } = facts
  switch (ground) {
    case 'own-record':
      return caller.person !== undefined && persons.includes(caller.person)
    case 'guardian': {
      const years = policy.years.get('guardian-until')
      return (
        delegations('guardian', caller, persons, consent, now).length > 0 &&
        years !== undefined &&
        isChild([bornOn, consent.childBornOn], years, now)
      )
    }
    case 'family':
      return delegations('family', caller, persons, consent, now).length > 0
    case 'break-glass':
      return consent.breakGlass.some(
        ({ account, facility, until }) =>
          account === caller.account && facility === caller.facility && until > now,
      )
    case 'inspection-order':
      return ordersOf(caller, facts, now).length > 0
    default:
      return relations.includes(ground)
  }
}

/** Orders that name the caller, hold now, and are about some visit of the person. An app or a system inspects nothing. */
function ordersOf({ account, client }: Caller, { inspections }: RecordFacts, now: Date) {
  if (client !== undefined) return []
  return inspections.filter(
    (order) => order.account === account && order.until > now && order.visits.size > 0,
  )
}

/** A child by every birth date that is known, and by one at least. */
function isChild(birthDates: readonly (string | undefined)[], years: number, now: Date): boolean {
  const known = birthDates.filter((one) => one !== undefined)
  return known.length > 0 && known.every((one) => isUnderYears(one, years, now))
}

function delegations(
  kind: 'family' | 'guardian',
  caller: Caller,
  persons: readonly RecordId[],
  consent: ConsentFacts,
  now: Date,
) {
  return consent.delegates.filter(
    (delegate) =>
      delegate.kind === kind &&
      delegate.account === caller.account &&
      persons.includes(delegate.person) &&
      (delegate.until === undefined || delegate.until > now),
  )
}

/** The first ground that holds says how: how far it reaches after the closed lists of the law, the person's choices, and the app that asks. */
function permitUnder(
  holding: readonly GroundRule[],
  rule: GroundRule,
  policy: Policy,
  caller: Caller,
  facts: RecordFacts,
  purpose: Purpose,
  now: Date,
): PermittedRecord | Denied {
  const { consent, persons } = facts
  const isBlocked = isClosedTo(rule, caller, consent)
  const client = limitsOfClient(policy, caller, consent, now)
  if (client === 'denied') return deny('access.app-not-allowed')
  const facility = rule.ownEntries && caller.client?.kind !== 'app' ? caller.facility : undefined
  const heedsHidden = rule.heeds.includes('hidden')
  const opened = isBlocked ? [] : openedBy(holding, rule, policy, caller, facts, now)
  const within = withinOrders(rule, policy, caller, facts, now)
  const classes = client === undefined ? opened : opened.filter((one) => client.opens.includes(one))
  if (classes.length === 0 && facility === undefined)
    return deny(isBlocked ? 'access.facility-blocked' : withoutGround(caller))
  return makeRecordPermit({
    persons,
    ground: rule.ground,
    purpose,
    source: rule.source,
    classes,
    ...(facility === undefined ? {} : { facility }),
    except: {
      visits: heedsHidden ? consent.hiddenVisits : NOTHING,
      classes: heedsHidden ? consent.hiddenClasses : NOTHING,
    },
    ...(within === undefined ? {} : { within }),
    ...(client === undefined ? {} : { scopes: client.scopes }),
    obligations: rule.obliges,
  })
}

/** Whether the person shut this facility out, or restricts what facilities show one another: then a facility sees what it wrote itself. */
function isClosedTo({ heeds }: GroundRule, { facility }: Caller, consent: ConsentFacts): boolean {
  const isShut = facility !== undefined && consent.blockedFacilities.has(facility)
  return (heeds.includes('blocked') && isShut) || isRestricted({ heeds }, consent)
}

function isRestricted({ heeds }: Pick<GroundRule, 'heeds'>, { restricted }: ConsentFacts): boolean {
  return heeds.includes('restricted') && restricted?.sharing === true
}

/** Under orders to inspect: of the visits of each order what it names and the policy opens. */
function withinOrders(
  { ground, opens }: GroundRule,
  policy: Policy,
  caller: Caller,
  facts: RecordFacts,
  now: Date,
): readonly VisitsInClasses[] | undefined {
  if (ground !== 'inspection-order') return undefined
  return ordersOf(caller, facts, now).map(({ visits, classes, facility }) => ({
    visits,
    facility,
    classes: opens.filter((one) => classes.includes(one) && isOpenTo(ground, policy, one)),
  }))
}

const NOTHING: ReadonlySet<never> = new Set<never>()

/**
 * The classes of a ground. Whoever was given several delegations sees what all of them open together: that one of them
 * ends must never show more.
 */
function openedBy(
  holding: readonly GroundRule[],
  rule: GroundRule,
  policy: Policy,
  caller: Caller,
  { persons, consent }: RecordFacts,
  now: Date,
): DataClass[] {
  if (!isDelegated(rule.ground))
    return rule.opens.filter((one) => isOpenTo(rule.ground, policy, one))
  const given = new Set<DataClass>()
  for (const { ground, opens } of holding) {
    if (!isDelegated(ground)) continue
    for (const { classes } of delegations(ground, caller, persons, consent, now))
      for (const one of classes)
        if (opens.includes(one) && isOpenTo(ground, policy, one)) given.add(one)
  }
  return DATA_CLASSES.filter((one) => given.has(one))
}

function isDelegated(ground: Ground): ground is 'guardian' | 'family' {
  return ground === 'guardian' || ground === 'family'
}

/** A closed list opens its class to no ground that it does not name. */
function isOpenTo(ground: Ground, policy: Policy, dataClass: DataClass): boolean {
  return policy.closedLists.every(
    (list) => list.class !== dataClass || list.grounds.includes(ground),
  )
}

/**
 * An app sees no more than the person left it, whoever uses it: ordinary data, within the scopes of the token, and for a citizen
 * only while the citizen allows the app. A system of a facility calls for its staff and is narrowed by its scopes.
 */
function limitsOfClient(
  policy: Policy,
  { client, role }: Caller,
  consent: ConsentFacts,
  now: Date,
): ClientLimits | 'denied' | undefined {
  if (client === undefined) return undefined
  const opens = client.kind === 'app' ? policy.appOpens : DATA_CLASSES
  const left =
    client.kind === 'app' && role === 'citizen' ? scopesLeft(client.id, consent, now) : undefined
  const scopes = client.scopes.filter((scope) => left === undefined || left.includes(scope))
  return scopes.length === 0 ? 'denied' : { opens, scopes }
}

type ClientLimits = { readonly opens: readonly DataClass[]; readonly scopes: readonly string[] }

/** What a citizen leaves an app, by all that it was allowed; nothing when it never was, or no longer is. */
function scopesLeft(client: string, { apps }: ConsentFacts, now: Date): readonly string[] {
  return apps
    .filter((app) => app.client === client && (app.until === undefined || app.until > now))
    .flatMap(({ scopes }) => scopes)
}
