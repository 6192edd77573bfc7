import type { FileDefined } from './definition.ts'

const NATIONAL = ['commune', 'nationality', 'ethnic-group'] as const

/** The national list from which a list of a definition takes its codes; undefined where the definition holds them itself. */
export function nationalList(
  definition: FileDefined,
  list: string,
): (typeof NATIONAL)[number] | undefined {
  const name = definition.lists[list]?.terminology
  return NATIONAL.find((one) => one === name)
}
