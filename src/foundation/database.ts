import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Outcome, Refusal } from '#vocabulary/outcome'
import { gatheringSocket } from './gathering-socket.ts'
import { prepareRepeated } from './prepared-statements.ts'
import { runTransaction } from './pipelined-transaction.ts'

export { leaveForCommit } from './pipelined-transaction.ts'

/** SQL is written as SQL, with row types beside each statement; no table is declared to the builder. */
export type Tables = Record<string, never>

/** A function that takes a `Database` only reads. */
export type Database = Kysely<Tables>

/** A function that takes a `Trx` writes. */
export type Trx = Transaction<Tables>

/** Enough for 8 busy senders, the portal and the loops; PostgreSQL's own default limit is 100. */
const CONNECTIONS_MAX = 16

/** A statement that runs longer than this is a mistake, not work: 30 s. */
const STATEMENT_MS_MAX = 30_000

const TYPE_INT8 = 20
const TYPE_NUMERIC = 1700
const TYPE_DATE = 1082

/**
 * Opens a pool of pipelining connections: statements awaited together travel together.
 * int8 and numeric come back as numbers, date as `yyyy-mm-dd`.
 */
export function openDatabase(url: string, connectionsMax = CONNECTIONS_MAX): Database {
  const pool = openPool(url, connectionsMax)
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  pools.set(database, pool)
  return database
}

/** Where the connections of an open database come from. */
const pools = new WeakMap<Database, pg.Pool>()

function openPool(url: string, connectionsMax: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    pipeline: true,
    stream: gatheringSocket,
    statement_timeout: STATEMENT_MS_MAX,
    types: { getTypeParser: typeParser },
  })
  // An idle connection that the server closes is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined)
  // The same holds for one in use, between two statements of a story: its next statement fails, and says why.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('connect', prepareRepeated())
  return pool
}

function typeParser(type: number, format?: 'text' | 'binary') {
  if (type === TYPE_INT8 || type === TYPE_NUMERIC) return Number
  if (type === TYPE_DATE) return String
  return pg.types.getTypeParser(type, format)
}

/** Runs `work` in one transaction; rolls back when it throws and also when it refuses. */
export async function inTransaction<Value>(
  database: Database,
  work: (trx: Trx) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const pool = pools.get(database)
  if (!pool) throw new Error('a transaction needs a database that openDatabase opened')
  try {
    return await runTransaction(database, pool, async (trx) => {
      const outcome = await work(trx)
      if (!outcome.ok) throw new Refused(outcome)
      return outcome
    })
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

/** Runs reading statements that belong together on one connection; those awaited together travel together. */
export function inReading<Value>(
  database: Database,
  work: (trx: Trx) => Promise<Value>,
): Promise<Value> {
  const pool = pools.get(database)
  if (!pool) throw new Error('a transaction needs a database that openDatabase opened')
  return runTransaction(database, pool, work)
}

/** How a refusal reaches the driver, which rolls back only on a throw. Never leaves this file. */
class Refused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super('refused')
    this.refusal = refusal
  }
}

const CODE_UNIQUE_VIOLATION = '23505'
const CODE_DEADLOCK = '40P01'

/** Whether a statement failed because another writer was first: the story may be told again from its start. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === CODE_UNIQUE_VIOLATION
}

/** The same, and also when PostgreSQL ended this writer so that another, waiting for it, could go on. */
export function isLostRace(error: unknown): boolean {
  return (
    isUniqueViolation(error) || (error instanceof pg.DatabaseError && error.code === CODE_DEADLOCK)
  )
}
