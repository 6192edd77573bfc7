import pg from 'pg'
import { expect, inject, test } from 'vitest'

test.each(['mach_owner', 'mach_app', 'postgres'])(
  'whoever reaches the port without the password of %s does not reach the database',
  async (user) => {
    const url = new URL(inject('postgresUrl'))
    url.username = user
    url.password = ''
    const client = new pg.Client({ connectionString: url.href })
    await expect(client.connect()).rejects.toThrow(/password/)
  },
)
