import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { inventoryToDcat, readInventoryFile } from './inventory.ts'

test('every table of the database stands in the catalogue of databases, once, and nothing else does', async () => {
  await using temporary = await temporaryDatabase()
  // Partitions belong to the table that is cut into them.
  const { rows } = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname not in ('pg_catalog', 'information_schema')
    order by name
  `.execute(temporary.owner)
  const named = readInventoryFile().datasets.flatMap(({ tables }) => tables)
  expect(named.toSorted()).toEqual(rows.map(({ name }) => name))
})

test('whatever holds personal data says on what ground, for how long and for whom', () => {
  for (const dataset of readInventoryFile().datasets) {
    if (dataset.personalData === 'none') continue
    expect(dataset.legalBasis.length, dataset.code).toBeGreaterThan(0)
    expect(dataset.recipients.length, dataset.code).toBeGreaterThan(0)
    expect(dataset.retention.vi.length, dataset.code).toBeGreaterThan(5)
    expect(dataset.dataClasses.length, dataset.code).toBeGreaterThan(0)
  }
})

test('machines read the same datasets as DCAT', () => {
  const inventory = readInventoryFile()
  expect(inventoryToDcat(inventory, 'https://mach.example')).toMatchObject({
    '@type': 'dcat:Catalog',
    'dcat:dataset': inventory.datasets.map(({ code }) => ({
      '@id': `https://mach.example/privacy/inventory#${code}`,
      'dct:identifier': code,
    })),
  })
})
