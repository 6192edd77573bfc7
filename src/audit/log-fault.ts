import { HASH_BYTES } from '#signing'
import { lineToLeaf } from './event-line.ts'

/** The first place at which a log is not what was signed. */
export type LogFault = {
  readonly kind:
    | 'altered'
    | 'missing'
    | 'inserted'
    | 'moved'
    | 'shortened'
    | 'root'
    | 'chain'
    | 'forked'
    | 'signature'
    | 'key'
  readonly leaf: number
  /** For people: what is wrong, and where. */
  readonly text: string
}

/**
 * Says what happened to the line that has not the leaf of its place: its neighbours tell.
 *
 * @param wanted the hashes from this leaf on
 * @param following the lines behind it
 */
export function diagnose(seen: {
  readonly index: number
  readonly line: { readonly bytes: Buffer; readonly file: string; readonly line: number }
  readonly leaf: Buffer | undefined
  readonly following: readonly { readonly bytes: Buffer }[]
  readonly wanted: Buffer
}): LogFault {
  const { index, line, leaf, wanted } = seen
  const at = `leaf ${index} (${placeOf(line)})`
  if (leaf === undefined)
    return { kind: 'altered', leaf: index, text: `${at} is no event in its canonical form` }
  const here = wanted.subarray(0, HASH_BYTES)
  const isLater = seen.following.some(({ bytes }) => lineToLeaf(bytes)?.equals(here))
  const later = leafAmong(leaf, wanted)
  if (later !== undefined && isLater)
    return {
      kind: 'moved',
      leaf: index,
      text: `${at} holds the event of leaf ${index + later}: events were moved`,
    }
  if (later !== undefined)
    return {
      kind: 'missing',
      leaf: index,
      text: `the event of leaf ${index} is missing: ${placeOf(line)} holds that of leaf ${index + later}`,
    }
  if (isLater)
    return {
      kind: 'inserted',
      leaf: index,
      text: `${at} holds an event that was put in; the one of this leaf follows`,
    }
  return {
    kind: 'altered',
    leaf: index,
    text: `${at} was altered: its hash is not that of the leaf`,
  }
}

/** Where a line stands, for people. */
export function placeOf({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${file} line ${line}`
}

function leafAmong(leaf: Buffer, wanted: Buffer): number | undefined {
  for (let at = HASH_BYTES; at + HASH_BYTES <= wanted.length; at += HASH_BYTES)
    if (wanted.subarray(at, at + HASH_BYTES).equals(leaf)) return at / HASH_BYTES
  return undefined
}
