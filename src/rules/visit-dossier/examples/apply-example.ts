import {
  type DossierTables,
  TABLE_NAMES,
  type TableName,
  type TableRow,
} from '#vocabulary/dossier-tables'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { parseVietnamTime } from '#vocabulary/vietnam-time'
import type { Example } from '../../engine/rule.ts'
import type { JudgedDossier, SignatureState } from '../judged-dossier.ts'
import { firstDossiers } from './dossiers.ts'
import { FACILITY, rowOf } from './rows.ts'
import { specialDossiers } from './special-dossiers.ts'

/** The named synthetic dossiers. */
export const bases: ReadonlyMap<string, DossierTables> = new Map<string, DossierTables>([
  ...Object.entries(firstDossiers),
  ...Object.entries(specialDossiers),
])

type Draft = Map<TableName, TableRow[]>

/**
 * The dossier that an example describes: its base with the changes made.
 *
 * `XML2[2]/F` sets a field (a further row begins as a copy of the last, a table as one empty row); null removes
 * field or table; `''` for a table empties it. `@receivedAt`, `@signature`, `@unknownTable` say how it came,
 * `@last` moves a tag to the end of its row. Throws on an unknown base: that is a mistake of ours.
 */
export function applyExample({ base, changes }: Example): JudgedDossier {
  const tables = bases.get(base)
  if (!tables) throw new Error(`no base dossier is called ${base}`)
  const draft: Draft = new Map()
  for (const name of TABLE_NAMES) {
    const rows = tables[name]
    if (rows)
      draft.set(
        name,
        rows.map((row) => ({ ...row })),
      )
  }
  for (const [place, value] of Object.entries(changes)) change(draft, place, value)
  const unknown = changes['@unknownTable']
  return {
    facility: facilityOf(),
    tables: Object.fromEntries(draft),
    unknownTables: typeof unknown === 'string' ? [unknown] : [],
    receivedAt: momentOf(changes['@receivedAt'] ?? '202611130800'),
    signature: signatureOf(changes['@signature']),
  }
}

function change(draft: Draft, place: string, value: string | null): void {
  if (place === '@last') return moveToEnd(draft, value ?? '')
  const [, table = '', line = '1', field] = /^(\w+)(?:\[(\d+)\])?(?:\/(\w+))?$/.exec(place) ?? []
  const name = TABLE_NAMES.find((one) => one === table)
  if (!name) return
  if (field === undefined) {
    if (value === null) draft.delete(name)
    else draft.set(name, [])
    return
  }
  const rows = draft.get(name) ?? [rowOf(name, {})]
  draft.set(name, rows)
  const index = Number(line) - 1
  while (rows.length <= index) rows.push({ ...rows.at(-1) })
  const row = rows[index] ?? {}
  rows[index] =
    value === null
      ? Object.fromEntries(Object.entries(row).filter(([tag]) => tag !== field))
      : { ...row, [field]: value }
}

function moveToEnd(draft: Draft, place: string): void {
  const [table = '', field = ''] = place.split('/')
  const name = TABLE_NAMES.find((one) => one === table)
  const row = name === undefined ? undefined : draft.get(name)?.[0]
  if (name === undefined || row === undefined) return
  const { [field]: moved = '', ...others } = row
  draft.set(name, [{ ...others, [field]: moved }])
}

function facilityOf(): JudgedDossier['facility'] {
  const code = parseFacilityCode(FACILITY)
  if (!code.ok) throw new Error('the facility of the examples is malformed')
  return code.value
}

function momentOf(text: string): Date {
  const moment = parseVietnamTime(text)
  if (!moment.ok) throw new Error(`the example is received at no real time: ${text}`)
  return moment.value
}

function signatureOf(text: string | null | undefined): SignatureState {
  return text === 'absent' || text === 'invalid' || text === 'unchecked' ? text : 'valid'
}
