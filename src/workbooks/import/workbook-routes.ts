import { type Door, serve, serveBytes } from '#foundation/serve'
import { accept, type Outcome } from '#vocabulary/outcome'
import * as contracts from '../contract.ts'
import { giveReasons, giveTemplate } from './give-workbook.ts'
import type { Import } from './import.ts'
import { authorOf, keeperFor, type WorkbookNeeds } from './needs.ts'
import { readImport, readImports, readRows, viewOf } from './read-imports.ts'
import { receiveWorkbook } from './receive-workbook.ts'
import { steerImport } from './steer-import.ts'

/** Binds the contracts of lists and imports; which lists there are, the keepers say. */
export function workbookRoutes(door: Door, needs: WorkbookNeeds): void {
  serve(door, contracts.listLists, async (caller) =>
    accept({
      lists: needs.keepers
        .filter(({ mayImport }) => mayImport(authorOf(caller)))
        .map(({ definition: { id, title, about, source } }) => ({ id, title, about, source })),
    }),
  )
  serve(door, contracts.readListDefinition, async (caller, { list }) => {
    const keeper = keeperFor(needs, authorOf(caller), list)
    if (!keeper.ok) return keeper
    const { definition, codes } = keeper.value
    return accept({ definition, codes: await codes() })
  })
  serveBytes(door, contracts.giveTemplate, (caller, { query }) =>
    giveTemplate(needs, caller, { list: query.list, filled: query.filled === 'yes' }),
  )
  serveBytes(door, contracts.sendWorkbook, async (caller, { query, body }) => {
    const received = await receiveWorkbook(needs, caller, { ...query, bytes: body })
    if (!received.ok) return received
    const { found, isNew } = received.value
    const answer = JSON.stringify(contracts.ImportView.parse(viewOf(found)))
    return accept({ status: isNew ? 201 : 200, contentType: 'application/json', body: answer })
  })
  serve(door, contracts.listImports, (caller, { list }) => readImports(needs, caller, list))
  serve(door, contracts.readImport, async (caller, asked) =>
    shown(await readImport(needs, caller, asked.import)),
  )
  serve(door, contracts.listImportedRows, (caller, asked) => readRows(needs, caller, asked))
  serve(door, contracts.steerImport, async (caller, asked) =>
    shown(await steerImport(needs, caller, asked)),
  )
  serveBytes(door, contracts.giveReasons, (caller, { query }) => giveReasons(needs, caller, query))
}

function shown(found: Outcome<Import>) {
  return found.ok ? accept(viewOf(found.value)) : found
}
