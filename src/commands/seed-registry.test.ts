import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { loadStarterFacilities } from '#registry'
import { readStarterEditions } from '#terminology'
import { licenceKey } from '../registry/licence/licence-number.ts'
import { fillDemoRegistry } from './demo-registry.ts'
import { fillSynthetic } from './seed-registry.ts'

const SIZE = { practitioners: 300, facilities: 80, seed: 7 }

async function contentOf(database: Awaited<ReturnType<typeof temporaryDatabase>>['owner']) {
  const { rows } = await sql<{ heads: string; bodies: string; numbers: string }>`
    select md5(string_agg(subject || name || data_state || completeness, ',' order by subject)) as heads,
      (select md5(string_agg(encode(digest, 'hex'), ',' order by subject)) from registry.profile_version) as bodies,
      (select md5(string_agg(scheme || value, ',' order by scheme, value)) from registry.identifier) as numbers
    from registry.profile
  `.execute(database)
  return rows[0]
}

test('the same seed makes the same registry, with everything beside the files that stories would have written', async () => {
  await using one = await temporaryDatabase()
  await using other = await temporaryDatabase()
  await fillSynthetic(one.ownerUrl, SIZE)
  await fillSynthetic(other.ownerUrl, SIZE)
  expect(await contentOf(one.owner)).toEqual(await contentOf(other.owner))

  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from registry.profile where kind = 'practitioner') as practitioners,
      (select count(*) from registry.profile where kind = 'facility') as facilities,
      (select count(*) from registry.facility) as listed,
      (select count(distinct practitioner) from registry.registration) as registered,
      (select count(*) from registry.profile p where published_version is not null and not exists (
        select from registry.change c where c.subject = p.subject)) as untold
  `.execute(one.owner)
  expect(rows[0]).toEqual({
    practitioners: 300,
    facilities: 80,
    listed: 80,
    registered: 300,
    untold: 0,
  })
  await expect(fillSynthetic(one.ownerUrl, SIZE)).rejects.toThrow(/duplicate key/)
})

test('the registry of the demo holds everybody whose licence stands in its dossiers, once', async () => {
  await using temporary = await temporaryDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'mach-demo-registry-'))
  await loadStarterFacilities(temporary)
  const starter = await sql<{ code: string }>`select code from registry.facility`.execute(
    temporary.owner,
  )
  const own = starter.rows.map(({ code }) => code)
  await fillDemoRegistry(folder, temporary.ownerUrl)
  await fillDemoRegistry(folder, temporary.ownerUrl)
  await rm(folder, { recursive: true })
  const editions = (await readStarterEditions()).filter(({ list }) => list === 'staff')
  const licences = editions.flatMap(({ concepts }) =>
    [...concepts.values()].flat().map(({ code }) => licenceKey(code)),
  )
  const { rows } = await sql<{ known: number; facilities: number }>`
    select (select count(*) from registry.identifier where scheme = 'practice-licence' and value = any(${licences}::text[])) as known,
      (select count(*) from registry.profile p join registry.identifier i on i.subject = p.subject and i.scheme = 'facility-code'
        where i.value = any(${own}::text[]) and p.completeness < 100) as facilities
  `.execute(temporary.owner)
  expect(rows[0]).toEqual({ known: new Set(licences).size, facilities: 0 })
})
