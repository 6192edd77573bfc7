import { readProgrammes, trainingRoll } from '#programmes'
import { type ProfileNeeds, registryLists } from '#registry'
import type { WorkbookNeeds } from '#workbooks'
import { allTexts } from './all-texts.ts'

/** What lists that come as workbooks stand on, in the server and in the worker alike: whoever keeps lists is named here. */
export function workbookNeedsOf(ground: ProfileNeeds): WorkbookNeeds {
  const { database, now, random } = ground
  const keepers = [
    ...registryLists({ ...ground, texts: allTexts }),
    trainingRoll({ programmes: readProgrammes() }),
  ]
  return { database, now, random, keepers }
}
