import {
  type CompiledQuery,
  type Kysely,
  type QueryResult,
  type RawBuilder,
  Transaction,
} from 'kysely'
import type pg from 'pg'

/**
 * Runs `work` in one transaction on a connection of its own. Statements awaited together travel together.
 *
 * Kysely's own transaction sends one statement after another, and one that still waits when another fails can be sent
 * *behind* the rollback, where it would be committed by itself. Here every statement is on its way before the rollback
 * is, and none is sent once the end has begun.
 *
 * @throws after the rollback: the first failure of a statement, not the "transaction is aborted" of those behind it;
 * else what `work` throws; also when the server turned the commit into a rollback
 */
export async function runTransaction<Tables, Value>(
  database: Kysely<Tables>,
  pool: pg.Pool,
  work: (trx: Transaction<Tables>) => Promise<Value>,
): Promise<Value> {
  const client = await pool.connect()
  const connection = connectionOn(client)
  // Not awaited by itself: it goes out with the first statement, and fails with it when the connection is gone.
  const begun = client.query('begin').then(() => undefined)
  begun.catch(() => undefined)
  try {
    const trx = transactionOver(database, connection)
    const value = await work(trx)
    await begun
    const last = (leftForCommit.get(trx) ?? []).map(connection.executeQuery)
    connection.end()
    const [{ command }] = await Promise.all([client.query('commit'), ...last])
    if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back')
    client.release()
    return value
  } catch (error) {
    connection.end()
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    )
    throw isFollowing(error) ? (connection.firstFailure() ?? error) : error
  }
}

/** The statements that go out together with the commit. */
const leftForCommit = new WeakMap<object, CompiledQuery[]>()

/**
 * Leaves a statement, whose rows nobody waits for, to travel with the commit: a round trip less.
 * When it fails nothing is committed, like with any other; it is not sent when the story throws or refuses.
 */
export function leaveForCommit<Tables>(trx: Transaction<Tables>, statement: RawBuilder<unknown>) {
  const left = leftForCommit.get(trx) ?? []
  left.push(statement.compile(trx))
  leftForCommit.set(trx, left)
}

/** What PostgreSQL answers to every statement behind the one that failed. */
const CODE_ABORTED = '25P02'

function isFollowing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === CODE_ABORTED
}

type OneConnection = {
  readonly executeQuery: (query: CompiledQuery) => Promise<QueryResult<never>>
  readonly streamQuery: () => never
  readonly end: () => void
  readonly firstFailure: () => unknown
}

function connectionOn(client: pg.PoolClient): OneConnection {
  let isOpen = true
  let firstFailure: unknown
  return {
    executeQuery: async ({ sql, parameters }) => {
      if (!isOpen) throw new Error('the transaction is over')
      const { command, rowCount, rows } = await client
        .query<never>(sql, [...parameters])
        .catch((error: unknown) => {
          firstFailure ??= error
          throw error
        })
      const isWrite = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE'
      return isWrite ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows }
    },
    streamQuery: () => {
      throw new Error('streams are not supported in a transaction')
    },
    end: () => {
      isOpen = false
    },
    firstFailure: () => firstFailure,
  }
}

function transactionOver<Tables>(
  database: Kysely<Tables>,
  connection: OneConnection,
): Transaction<Tables> {
  const executor = database
    .getExecutor()
    .withConnectionProvider({ provideConnection: (consumer) => consumer(connection) })
  const unused = (): never => {
    throw new Error('a transaction opens no connections')
  }
  const dialect = {
    createAdapter: unused,
    createDriver: unused,
    createIntrospector: unused,
    createQueryCompiler: unused,
  }
  const driver = {
    init: unused,
    acquireConnection: unused,
    beginTransaction: unused,
    commitTransaction: unused,
    rollbackTransaction: unused,
    releaseConnection: unused,
    destroy: unused,
  }
  return new Transaction({ config: { dialect }, dialect, driver, executor })
}
