import pg from 'pg'
import { z } from 'zod'

/** The tables behind the wall of row-level security that are a person's. */
export const WALLED = [
  'people.person',
  'people.number_owner',
  'people.number_claim',
  'people.patient',
  'people.review',
  'records.entry',
  'records.resource',
  'records.change',
  'records.data_key',
]

/** Those that are a facility's. */
export const WALLED_BY_FACILITY = [
  'intake.submission',
  'intake.visit',
  'intake.withdrawal',
  'intake.text',
  'intake.finding',
]

/** That which is a facility's, and also of the facility or the commune that a visit sends to. */
export const WALLED_BY_FOLLOW_UP = ['follow_up.visit']

/** Those that belong to whoever a case concerns. */
export const WALLED_BY_CASE = ['cases.case', 'cases.step', 'cases.notice', 'cases.attachment']

const EVERY_WALLED = [...WALLED, ...WALLED_BY_FACILITY, ...WALLED_BY_FOLLOW_UP, ...WALLED_BY_CASE]

/** Scans of walled tables that read more than their condition names: whole tables, and whole indexes. */
export function scansWithoutCondition(plan: readonly string[]): string[] {
  const names = EVERY_WALLED.map((table) => table.split('.')[1] ?? '').join('|')
  const scan = new RegExp(
    `Scan (?:Backward )?(?:using \\w+ )?on "?(?:${names}|\\w+_pkey|${names.replaceAll('|', '_\\w+|')}_\\w+)\\b`,
  )
  return plan.filter((line, index) => {
    if (!scan.test(line) || line.includes('Bitmap Heap Scan')) return false
    return line.includes('Seq Scan') || !(plan[index + 1] ?? '').includes('Index Cond')
  })
}

export type Statement = { readonly text: string; readonly values: readonly unknown[] }

/** What was handed to `pg.Client.query`, as statement and values. */
export function statementOf(given: readonly unknown[]): Statement {
  const [first, second] = given
  const query = z
    .union([z.string(), z.object({ text: z.string(), values: z.array(z.unknown()) })])
    .parse(first)
  return typeof query === 'string'
    ? { text: query, values: z.array(z.unknown()).catch([]).parse(second) }
    : query
}

/** The scans without condition in the plans of statements on walled tables, as the application's role plans them within a scope. */
export async function scansOf(
  url: string,
  statements: readonly Statement[],
  persons: readonly string[],
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const found: string[] = []
  for (const { text, values } of statements) {
    if (!EVERY_WALLED.some((table) => text.includes(table))) continue
    await client.query('begin')
    await client.query('set local enable_seqscan = off')
    await client.query(
      "select set_config('mach.persons', $1, true), set_config('mach.facilities', '{51001,01999}', true)",
      [`{${persons.join(',')}}`],
    )
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...values])
    await client.query('rollback')
    const plan = rows.map((row) => row['QUERY PLAN'])
    if (scansWithoutCondition(plan).length > 0) found.push(`${text}\n${plan.join('\n')}`)
  }
  await client.end()
  return found
}
