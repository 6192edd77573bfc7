import { draftLetter } from '#correspondence'
import type { Door } from '#foundation/serve'
import { type DraftLetter, type LetterContent, programmeRoutes, readProgrammes } from '#programmes'
import { type ProfileNeeds, readProfileDefinitions } from '#registry'
import { accept } from '#vocabulary/outcome'

/** Programmes, their milestones and reminders, with the letters that go with them. */
export function openProgrammes(
  door: Door,
  { database, now, random, listsFor }: Omit<ProfileNeeds, 'definitions'>,
): void {
  programmeRoutes(door, {
    database,
    now,
    random,
    listsFor,
    draftLetter: draftBy({ now, random }),
    programmes: readProgrammes(),
    definitions: readProfileDefinitions(),
  })
}

const KINDS = { reminder: 'reminder', 'progress-report': 'report' } as const

/** Letters as correspondence keeps them. Where an authority issues none here, the reminder goes without. */
function draftBy(needs: Pick<ProfileNeeds, 'now' | 'random'>): DraftLetter {
  return async (trx, caller, content) => {
    const drafted = await draftLetter(trx, needs, caller, {
      kind: KINDS[content.kind],
      authority: content.authority,
      origin: content.origin,
      abstract: content.subject,
      addressees: content.recipients,
      body: bodyOf(content),
    })
    if (drafted.ok) return accept(drafted.value.letter)
    const isWithout = drafted.problems.every(({ code }) => code === 'correspondence.no-organ')
    return isWithout ? accept(undefined) : drafted
  }
}

function bodyOf({ paragraphs, table: { columns, rows } }: LetterContent) {
  return [
    ...paragraphs.map((text) => ({ kind: 'paragraph' as const, text })),
    {
      kind: 'table' as const,
      heads: [...columns],
      rows: rows.map((cells) => [...cells]),
    },
  ]
}
