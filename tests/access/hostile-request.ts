import { z } from 'zod'
import type { Contract } from '#foundation/contract'
import { CANARY, type CanaryWorld } from './canary-world.ts'

type Property = {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly minimum?: number
  readonly minLength?: number
  readonly const?: unknown
}

/**
 * A request to one route that names the canary wherever the contract lets somebody be named: the person, the visit, the receipt,
 * the number, the name, the facility, the province. Whatever else is needed is filled so that the contract takes it.
 */
export function hostileRequest(
  promise: Pick<Contract, 'method' | 'path' | 'request'>,
  world: Pick<CanaryWorld, 'ordinary' | 'sensitive'>,
  which: 'ordinary' | 'sensitive' = 'sensitive',
  /** Further fields by name, that a request may get past its form. */
  more: Readonly<Record<string, string>> = {},
) {
  const aims = new Map([...aimsAt(world[which]), ...Object.entries(more)])
  const url = promise.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(aims.get(name) ?? '1'),
  )
  const inPath = new Set([...promise.path.matchAll(/:(\w+)/g)].map(([, name]) => name))
  const schema = z
    .object({
      properties: z.record(z.string(), z.custom<Property>()).default({}),
      required: z.array(z.string()).default([]),
    })
    .parse(z.toJSONSchema(promise.request, { io: 'input', unrepresentable: 'any' }))
  const fields = Object.entries(schema.properties).flatMap(([name, property]) => {
    if (inPath.has(name)) return []
    const aim = aims.get(name)
    if (aim !== undefined) return [[name, aim] as const]
    return schema.required.includes(name) ? [[name, valueOf(property)] as const] : []
  })
  const { method } = promise
  if (method === 'GET')
    return {
      method,
      url,
      query: Object.fromEntries(fields.map(([name, value]) => [name, String(value)])),
    }
  return { method, url, payload: Object.fromEntries(fields) }
}

function aimsAt({ person, visit, receipt }: CanaryWorld['ordinary']): ReadonlyMap<string, string> {
  return new Map([
    ['person', person],
    ['of', person],
    ['visit', visit],
    ['receipt', receipt],
    ['id', receipt],
    ['case', receipt],
    ['subject', visit],
    ['number', CANARY.number],
    ['citizenNumber', CANARY.number],
    ['childNumber', CANARY.number],
    ['childName', CANARY.name],
    ['name', CANARY.name],
    ['birthDate', '1990-05-12'],
    ['text', CANARY.linkCode],
    ['facility', '51001'],
    ['province', '51'],
    ['from', '2026-11-01'],
    ['to', '2026-11-30'],
    ['day', '2026-11-10'],
    ['kind', 'prescription'],
  ])
}

function valueOf({
  type,
  enum: words,
  format,
  minimum,
  minLength,
  const: only,
}: Property): unknown {
  if (only !== undefined) return only
  if (words !== undefined) return words[0]
  if (type === 'integer' || type === 'number') return minimum ?? 1
  if (type === 'boolean') return true
  if (type === 'array') return []
  if (type === 'object') return {}
  return format === 'date' ? '2026-11-10' : 'x'.repeat(Math.max(minLength ?? 1, 3))
}
