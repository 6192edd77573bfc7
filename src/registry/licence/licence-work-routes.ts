import { type Door, serve } from '#foundation/serve'
import { accept } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { WorkNeeds } from '../open-work.ts'
import { drawSamplesOf } from './draw-samples.ts'
import { drawSamples } from './licence-contract.ts'
import {
  LICENCE_WORK,
  openLicenceWork,
  readLicenceForm,
  readLicenceWork,
} from './licence-work-contract.ts'
import { openLicenceWorkOf, readLicenceFormOf, subjectOfWork } from './open-licence-work.ts'

/** Binds the beginning of work on licences, and the draw of samples. */
export function licenceWorkRoutes(door: Door, needs: WorkNeeds): void {
  serve(door, readLicenceWork, (caller) => {
    const today = vietnamDay(needs.now())
    const kinds = LICENCE_WORK.map((id) => ({
      id,
      definition: needs.cases.definitions.inForce(id, today),
    }))
    const own = kinds.filter(({ definition }) =>
      definition.open.by.some(({ roles }) => roles.includes(caller.role)),
    )
    return Promise.resolve(
      accept({
        kinds: own.map(({ id, definition }) => ({
          id,
          name: definition.name,
          about: definition.about,
          source: `${definition.instrument}, ${definition.article}`,
          of: subjectOfWork(id),
        })),
      }),
    )
  })
  serve(door, readLicenceForm, (caller, asked) => readLicenceFormOf(needs, caller, asked))
  serve(door, openLicenceWork, async (caller, asked) => {
    const opened = await openLicenceWorkOf(needs, caller, asked)
    return opened.ok ? accept({ case: opened.value.case }) : opened
  })
  serve(door, drawSamples, (caller, asked) => drawSamplesOf(needs, caller, asked))
}
