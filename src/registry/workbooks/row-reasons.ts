import type { ProblemTexts } from '#vocabulary/bilingual'
import type { Problem } from '#vocabulary/outcome'
import type { Reason } from '#workbooks'

export type RowReasons = { readonly texts: ProblemTexts }

const UNNAMED = {
  message: { vi: 'Không ghi được dòng này.', en: 'The row could not be written.' },
  remedy: { vi: 'Xem hồ sơ trên cổng.', en: 'Look at the file in the portal.' },
}

/** A reason of a row in the words of whoever refused it. */
export function rowFault({ texts }: RowReasons, code: string, column?: string): Reason {
  const { message, remedy } = texts[code] ?? UNNAMED
  return { code, message, remedy, ...(column === undefined ? {} : { column }) }
}

/** Which change a problem speaks of (`changes[2].values.number` → 2, `number`); undefined when it names none. */
export function placeOf({
  at,
}: Problem): { readonly index: number; readonly field: string } | undefined {
  const found = /^changes\[(\d+)\](?:\.(?:values\.)?([\w-]+))?/.exec(at ?? '')
  return found ? { index: Number(found[1]), field: found[2] ?? '' } : undefined
}
