import { sql } from 'kysely'
import type { RecordId } from '#vocabulary/record-id'
import { type Database, inReading, type Trx } from './database.ts'

/**
 * What a transaction may touch of persons, whatever its statements say: row-level security tests nothing else.
 * An absent part opens nothing.
 */
export type Scope = {
  /** Our own work, by its name: 'filing', 'delivery', 'sign-in' … It reaches everything. */
  readonly work?: string
  readonly persons?: readonly RecordId[]
  readonly facilities?: readonly string[]
  /** The commune whose people came home. */
  readonly commune?: string
  /** Of cases: those that this account opened. */
  readonly account?: string
  /** Of cases: those of this province. */
  readonly province?: string
  /** Of cases: those about this practitioner, by the number under which they are registered. */
  readonly practitioner?: string
  /** Of cases: all, for those who watch over the country. */
  readonly nation?: boolean
}

type Entered = {
  work: string
  readonly persons: Set<string>
  readonly facilities: Set<string>
  commune: string
  account: string
  province: string
  practitioner: string
  nation: boolean
}

const enteredBy = new WeakMap<object, Entered>()

/**
 * Widens the scope of a transaction until its end. Nothing waits for it: it travels with the statement that follows, which costs
 * no round trip. A second call with what is in scope already sends nothing.
 */
export function enterScope(trx: Trx, scope: Scope): void {
  const entered = enteredBy.get(trx) ?? emptyScope()
  enteredBy.set(trx, entered)
  if (!widen(entered, scope)) return
  const { work, persons, facilities, commune, account, province, practitioner, nation } = entered
  // A failure also fails the statement behind it, which is the one that is awaited.
  sql`
    select set_config('mach.work', ${work}, true), set_config('mach.persons', ${arrayText(persons)}, true),
      set_config('mach.facilities', ${arrayText(facilities)}, true), set_config('mach.commune', ${commune}, true),
      set_config('mach.account', ${account}, true), set_config('mach.province', ${province}, true),
      set_config('mach.nation', ${nation ? 'yes' : ''}, true),
      set_config('mach.practitioner', ${practitioner}, true)
  `
    .execute(trx)
    .catch(() => undefined)
}

/** Runs reading statements within a scope: in the transaction that is handed in, or in one of their own. */
export async function withScope<Value>(
  database: Database | Trx,
  scope: Scope,
  read: (trx: Trx) => Promise<Value>,
): Promise<Value> {
  const within = (trx: Trx) => {
    enterScope(trx, scope)
    return read(trx)
  }
  return isTransaction(database) ? within(database) : inReading(database, within)
}

function isTransaction(database: Database | Trx): database is Trx {
  return database.isTransaction
}

function emptyScope(): Entered {
  const narrow = { commune: '', account: '', province: '', practitioner: '', nation: false }
  return { work: '', persons: new Set(), facilities: new Set(), ...narrow }
}

/** Whether anything was added. Where our own work is entered, everything is open already. */
function widen(entered: Entered, scope: Scope): boolean {
  if (entered.work !== '') return false
  const { work, persons = [], facilities = [], commune, account, province, nation } = scope
  const before = reachOf(entered)
  for (const person of persons) entered.persons.add(person)
  for (const facility of facilities) entered.facilities.add(facility)
  entered.commune = commune ?? entered.commune
  entered.account = account ?? entered.account
  entered.province = province ?? entered.province
  entered.practitioner = scope.practitioner ?? entered.practitioner
  entered.nation ||= nation ?? false
  entered.work = work ?? ''
  return before !== reachOf(entered) || entered.work !== ''
}

/** Sets only grow, so that their sizes tell whether they did. */
function reachOf(entered: Entered): string {
  const { persons, facilities, commune, account, province, practitioner, nation } = entered
  return [persons.size, facilities.size, commune, account, province, practitioner, nation].join()
}

/** Ids and codes hold nothing that an array's text would have to quote; whatever else comes is refused by the database. */
function arrayText(values: ReadonlySet<string>): string {
  return `{${[...values].map((value) => `"${value.replace(/["\\]/g, '')}"`).join(',')}}`
}
