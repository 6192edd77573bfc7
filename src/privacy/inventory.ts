import { readFileSync } from 'node:fs'
import type { Bilingual } from '#vocabulary/bilingual'
import { type Dataset, Inventory } from './contract.ts'

const FILE = new URL('../../catalogues/privacy/inventory.json', import.meta.url)

/** The catalogue of databases (danh mục cơ sở dữ liệu), as this installation publishes it. Throws when the file is faulty. */
export function readInventoryFile(): Inventory {
  return Inventory.parse(JSON.parse(readFileSync(FILE, 'utf8')))
}

/**
 * The same catalogue as linked data: DCAT 3 in JSON-LD.
 *
 * @param origin where the catalogue is read, for its addresses
 */
export function inventoryToDcat(inventory: Inventory, origin: string): object {
  const address = `${origin}/privacy/inventory`
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
    },
    '@id': address,
    '@type': 'dcat:Catalog',
    'dct:title': words(inventory.title),
    'dct:description': words(inventory.note),
    'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': words(inventory.publisher) },
    'dct:modified': inventory.asOf,
    'dct:language': ['vi', 'en'],
    'dcat:dataset': inventory.datasets.map((dataset) => datasetToDcat(dataset, address)),
  }
}

function datasetToDcat(dataset: Dataset, address: string): object {
  return {
    '@id': `${address}#${dataset.code}`,
    '@type': 'dcat:Dataset',
    'dct:identifier': dataset.code,
    'dct:title': words(dataset.name),
    'dct:description': words(dataset.purpose),
    'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': words(dataset.owner) },
    'dcat:contactPoint': words(dataset.contact),
    'dcat:theme': words(dataset.subjectArea),
    'dcat:keyword': dataset.entities.flatMap(words),
    'dct:conformsTo': dataset.legalBasis,
    'dct:source': words(dataset.sources),
    'dct:accrualPeriodicity': words(dataset.updateCycle),
    'dct:accessRights': dataset.open ? 'public' : 'restricted',
    'dct:provenance': words(dataset.retention),
    'dcat:version': dataset.version,
  }
}

function words({ vi, en }: Bilingual) {
  return [
    { '@value': vi, '@language': 'vi' },
    { '@value': en, '@language': 'en' },
  ]
}
