/** The tables behind the wall of row-level security. */
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

/** Scans of walled tables that read more than their condition names: whole tables, and whole indexes. */
export function scansWithoutCondition(plan: readonly string[]): string[] {
  const names = WALLED.map((table) => table.split('.')[1] ?? '').join('|')
  const scan = new RegExp(
    `Scan (?:Backward )?(?:using \\w+ )?on (?:${names}|\\w+_pkey|${names.replaceAll('|', '_\\w+|')}_\\w+)\\b`,
  )
  return plan.filter((line, index) => {
    if (!scan.test(line) || line.includes('Bitmap Heap Scan')) return false
    return line.includes('Seq Scan') || !(plan[index + 1] ?? '').includes('Index Cond')
  })
}
