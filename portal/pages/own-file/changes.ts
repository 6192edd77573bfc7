import type { z } from 'zod'
import type { writeOwnFacility } from '#registry/contract'
import type { Draft } from '../../components/file/draft.ts'
import type { StatementShown, ValueShown } from '../../components/file/file.queries.ts'
import { daysBefore, isoDay } from '../../foundation/format.ts'

type Change = z.input<typeof writeOwnFacility.request>['changes'][number]

/** What somebody is about to do with a section: with one statement of it, or with a new one. */
export type Writing = {
  readonly act: 'add' | 'correct' | 'end' | 'replace'
  readonly statement?: StatementShown | undefined
}

/** What is sent for what was written. */
export function changesOf(
  { act, statement }: { readonly act: Writing['act'] | 'withdraw' } & Pick<Writing, 'statement'>,
  section: string,
  draft: Draft,
): Change[] {
  const today = isoDay(new Date())
  if (act === 'add' || statement === undefined) return [addition(section, draft)]
  const { id, values } = statement
  switch (act) {
    case 'withdraw':
      return [{ act, statement: id }]
    case 'end':
      return [{ act, statement: id, to: draft.to ?? today }]
    case 'correct':
      return [
        {
          act,
          statement: id,
          values: { ...draft.values },
          ...(draft.from === undefined ? {} : { from: draft.from }),
          ...(draft.to === undefined ? {} : { to: draft.to }),
        },
      ]
    case 'replace': {
      const from = draft.from ?? today
      const next = { ...draft, from, values: { ...values, ...draft.values } }
      return [{ act: 'end', statement: id, to: daysBefore(from, 1) }, addition(section, next)]
    }
  }
}

function addition(section: string, { from, to, values }: Draft): Change {
  const given: Record<string, ValueShown> = {}
  for (const [field, value] of Object.entries(values)) if (value !== null) given[field] = value
  return {
    act: 'add',
    section,
    values: given,
    ...(from === undefined || from === null ? {} : { from }),
    ...(to === undefined || to === null ? {} : { to }),
  }
}
