import type { Door } from '#foundation/serve'
import { type DraftLetter, programmeRoutes, readProgrammes } from '#programmes'
import { type ProfileNeeds, readProfileDefinitions } from '#registry'
import { accept } from '#vocabulary/outcome'

/** Programmes, their milestones and reminders, with the letters that go with them. */
export function openProgrammes(
  door: Door,
  { database, now, random, listsFor }: Omit<ProfileNeeds, 'definitions'>,
): void {
  programmeRoutes(door, {
    ...{ database, now, random, listsFor, draftLetter },
    programmes: readProgrammes(),
    definitions: readProfileDefinitions(),
  })
}

const draftLetter: DraftLetter = () => Promise.resolve(accept(undefined))
