import { type Database, inTransaction } from '#foundation/database'
import { type Concept, readStarterEditions } from '#terminology'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { accept } from '#vocabulary/outcome'
import { type Facility, isFacilityKind } from './facility.ts'
import { loadFacilities } from './facility-store.ts'

/**
 * Brings in the invented facilities that the project ships (`catalogues/starter/facility.csv`), for the demo and the tests.
 * A second call changes nothing. Throws when a shipped row is malformed: that is a mistake of ours.
 *
 * @returns how many facilities were new or changed
 */
export async function loadStarterFacilities(needs: {
  readonly database: Database
}): Promise<number> {
  const editions = (await readStarterEditions()).filter((edition) => edition.list === 'facility')
  const concepts = editions.flatMap((edition) => [...edition.concepts.values()].flat())
  const loaded = await inTransaction(needs.database, async (trx) =>
    accept(await loadFacilities(trx, concepts.map(conceptToFacility))),
  )
  return loaded.ok ? loaded.value : 0
}

/** One row of the list of facilities: the further columns are kind, province, commune, address, insurance_contract. */
export function conceptToFacility(concept: Concept): Facility {
  const { kind = '', province, commune, address, insurance_contract: contract } = concept.properties
  const code = parseFacilityCode(concept.code)
  if (!code.ok || !isFacilityKind(kind) || province === undefined || commune === undefined)
    throw new Error(
      `facility ${concept.code}: code, kind, province or commune is missing or unknown`,
    )
  return {
    code: code.value,
    name: concept.display,
    kind,
    province,
    commune,
    address: address ?? '',
    insuranceContract: /^(true|1|yes)$/i.test(contract ?? ''),
    from: concept.validFrom,
    ...(concept.validTo === undefined ? {} : { to: concept.validTo }),
  }
}
