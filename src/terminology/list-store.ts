import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import { byKey } from './list-csv.ts'
import type { ListName } from './list-names.ts'
import type { Concept, Edition, EditionHead, Standing } from './lists.ts'

type HeadRow = {
  id: string
  list: ListName
  owner: string
  standing: Standing
  valid_from: string
  valid_to: string | null
  source: string
}

/** The heads of all editions that are not superseded; a few per list. */
export async function listEditions(database: Database): Promise<EditionHead[]> {
  const { rows } = await sql<HeadRow>`
    select id, list, owner, standing, valid_from, valid_to, source
    from terminology.edition where superseded_at is null order by id
  `.execute(database)
  return rows.map((row) => ({
    id: row.id,
    list: row.list,
    owner: row.owner,
    standing: row.standing,
    validFrom: row.valid_from,
    ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
    source: row.source,
  }))
}

type ConceptRow = {
  code: string
  display: string
  display_en: string | null
  properties: Record<string, string>
  valid_from: string
  valid_to: string | null
}

/** One edition with all its codes. */
export async function readEdition(database: Database, head: EditionHead): Promise<Edition> {
  const { rows } = await sql<ConceptRow>`
    select code, display, display_en, properties, valid_from, valid_to
    from terminology.concept where edition = ${head.id} order by position
  `.execute(database)
  return { ...head, concepts: byKey(head.list, rows.map(rowToConcept)) }
}

function rowToConcept(row: ConceptRow): Concept {
  return {
    code: row.code,
    display: row.display,
    ...(row.display_en === null ? {} : { displayEn: row.display_en }),
    properties: row.properties,
    validFrom: row.valid_from,
    ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
  }
}

/**
 * Adds an edition; a former one of the same list, owner, standing and first day is superseded.
 * An edition that is there already changes nothing; returns whether it was new.
 */
export async function addEdition(trx: Trx, edition: Edition, loadedAt: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into terminology.edition (id, list, owner, standing, valid_from, valid_to, source, loaded_at)
    values (${edition.id}, ${edition.list}, ${edition.owner}, ${edition.standing}, ${edition.validFrom},
            ${edition.validTo ?? null}, ${edition.source}, ${loadedAt})
    on conflict (id) do update set superseded_at = null where terminology.edition.superseded_at is not null
    returning 1
  `.execute(trx)
  if (rows.length === 0) return false

  await sql`
    update terminology.edition set superseded_at = ${loadedAt}
    where list = ${edition.list} and owner = ${edition.owner} and standing = ${edition.standing}
      and valid_from = ${edition.validFrom} and id <> ${edition.id} and superseded_at is null
  `.execute(trx)
  await addConcepts(trx, edition)
  return true
}

async function addConcepts(trx: Trx, edition: Edition): Promise<void> {
  const concepts = [...edition.concepts.values()].flat()
  await sql`
    insert into terminology.concept (edition, position, code, display, display_en, properties, valid_from, valid_to)
    select ${edition.id}, row.position, row.code, row.display, row."displayEn", row.properties, row."validFrom", row."validTo"
    from rows from (jsonb_to_recordset(${JSON.stringify(concepts)}::jsonb) as
      (code text, display text, "displayEn" text, properties jsonb, "validFrom" date, "validTo" date))
      with ordinality as row (code, display, "displayEn", properties, "validFrom", "validTo", position)
    on conflict do nothing
  `.execute(trx)
}
