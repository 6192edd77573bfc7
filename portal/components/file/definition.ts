import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { readDefinition } from '#registry/contract'
import { call } from '../../foundation/call.ts'

const Text = z.object({ vi: z.string(), en: z.string() })
const Required = z.object({
  from: z.string(),
  to: z.string().optional(),
  when: z.object({ section: z.string(), field: z.string(), in: z.array(z.string()) }).optional(),
})

const Field = z.object({
  type: z.enum(['text', 'code', 'codes', 'day', 'number', 'yes-no', 'slots']),
  label: Text,
  hint: Text.optional(),
  required: Required.optional(),
  sensitivity: z.string(),
  source: z.string(),
  uncertain: z.string().optional(),
  maxLength: z.number().optional(),
  list: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  whole: z.boolean().optional(),
})
export type FieldDefined = z.infer<typeof Field>

const Section = z.object({
  label: Text,
  about: Text.optional(),
  cardinality: z.enum(['one', 'many']),
  dated: z.boolean(),
  fromRequired: z.boolean().default(false),
  required: Required.optional(),
  writers: z.array(z.string()),
  max: z.number(),
  source: z.string(),
  fields: z.record(z.string(), Field),
})
export type SectionDefined = z.infer<typeof Section>

const List = z.object({
  terminology: z.string().optional(),
  codes: z.array(z.object({ code: z.string(), label: Text })),
})

const Definition = z.object({
  kind: z.enum(['facility', 'practitioner']),
  title: Text,
  lists: z.record(z.string(), List),
  sections: z.record(z.string(), Section),
})
/** What a kind of file consists of, as the server publishes it: every form of the portal is drawn from it. */
export type FileDefined = z.infer<typeof Definition>

export const definitionQuery = (kind: FileDefined['kind']) =>
  queryOptions({
    queryKey: [readDefinition.path, kind],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => Definition.parse((await call(readDefinition, { kind })).definition),
  })

/** The definition, on pages whose loader has fetched it. */
export function useDefinition(kind: FileDefined['kind']): FileDefined {
  return useSuspenseQuery(definitionQuery(kind)).data
}

/** Whether a field or a section is asked for of a file on a day, as the server counts it. */
export function isAskedFor(
  required: FieldDefined['required'],
  statements: readonly {
    readonly section: string
    readonly values: Readonly<Record<string, unknown>>
  }[],
  day: string,
): boolean {
  if (required === undefined || day < required.from) return false
  if (required.to !== undefined && day > required.to) return false
  const { when } = required
  if (when === undefined) return true
  const value = statements.find(({ section }) => section === when.section)?.values[when.field]
  return typeof value === 'string' && when.in.includes(value)
}
