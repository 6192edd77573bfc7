import { fieldsToForm } from '#cases'
import { type Door, serve } from '#foundation/serve'
import { accept } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { readFileOfCase, readWorkForm, searchCodes } from './desk-contract.ts'
import { findFileOfCase } from './find-file-of-case.ts'
import type { WorkNeeds } from './open-work.ts'
import { codesIn } from './search-codes.ts'

/** Binds what the pages of files ask beside the files themselves: codes by name, the file of a case, the form by which a case is opened. */
export function deskRoutes(door: Door, needs: WorkNeeds): void {
  serve(door, searchCodes, async (_caller, { list, day, ...asked }) => {
    const lists = await needs.listsFor(day ?? vietnamDay(needs.now()), '')
    return accept({ codes: codesIn(lists, list, asked) })
  })
  serve(door, readFileOfCase, (caller, asked) => findFileOfCase(needs, caller, asked.case))
  serve(door, readWorkForm, (_caller, { definition: id }) => {
    const definition = needs.cases.definitions.inForce(id, vietnamDay(needs.now()))
    return Promise.resolve(
      accept({
        name: definition.name,
        about: definition.about,
        source: `${definition.instrument}, ${definition.article}`,
        fields: fieldsToForm(definition, definition.open.fields),
      }),
    )
  })
}
