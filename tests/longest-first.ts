import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes minutes because it starts and kills processes, or walks in a browser. By size alone the longest of all would come last. */
const LONGEST = [/\/tests\/crash\.test/, /\/tests\/journeys\//, /\/tests\/[a-z-]+\.test/]

/** Begins with the longest test files, so that no worker is left alone with one at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files)
    return bySize.toSorted((one, other) => rankOf(one) - rankOf(other))
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONGEST.findIndex((pattern) => pattern.test(moduleId))
  return rank === -1 ? LONGEST.length : rank
}
