import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../src/foundation/database.ts'
import { APPLICATION_PASSWORD } from './application-password.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The owner's URL of the cluster that the whole test run shares; its database `mach` is migrated. */
    postgresUrl: string
  }
}

export type TemporaryDatabase = AsyncDisposable & {
  /** As the application's role. */
  readonly database: Database
  /** As the owner, for what a test must look at or break. */
  readonly owner: Database
  readonly url: string
  readonly ownerUrl: string
}

/**
 * A fresh, migrated database of its own, cloned from the template in a few milliseconds and dropped at the end:
 * `await using temporary = await temporaryDatabase()`.
 */
export async function temporaryDatabase(): Promise<TemporaryDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const clusterUrl = new URL(inject('postgresUrl'))
  await onCluster(clusterUrl, `create database ${name} template mach strategy file_copy`)
  const ownerUrl = new URL(clusterUrl)
  ownerUrl.pathname = `/${name}`
  const url = new URL(ownerUrl)
  url.username = 'mach_app'
  url.password = APPLICATION_PASSWORD
  const database = openDatabase(url.href)
  const owner = openDatabase(ownerUrl.href, 2)
  const drop = async () => {
    await Promise.all([database.destroy(), owner.destroy()])
    await onCluster(clusterUrl, `drop database ${name} with (force)`)
  }
  return { database, owner, url: url.href, ownerUrl: ownerUrl.href, [Symbol.asyncDispose]: drop }
}

async function onCluster(clusterUrl: URL, statement: string): Promise<void> {
  const url = new URL(clusterUrl)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
