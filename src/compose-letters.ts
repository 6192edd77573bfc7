import { correspondenceRoutes } from '#correspondence'
import type { Door } from '#foundation/serve'
import { readAnchors } from '#signing'
import type { Settings } from './settings.ts'

/** Letters of authorities. Throws when the operator's folder of anchors is faulty: a server that trusts otherwise than told must not start. */
export async function openLetters(
  door: Door,
  base: Omit<Parameters<typeof correspondenceRoutes>[1], 'anchors'>,
  { MACH_SIGNATURE_ANCHORS: folder }: Settings,
): Promise<void> {
  const anchors = folder === undefined ? [] : await readAnchors(folder)
  correspondenceRoutes(door, { ...base, anchors })
}
