import type { CaseLine } from '#cases/contract'
import { useBilingual } from '../../foundation/messages.ts'

/** Whom or what a case is about, in one line: the practitioner, the facility, what was asked for and by whom, else the kind of case. */
export function useSubject(): (line: CaseLine) => string {
  const inWords = useBilingual()
  return ({ practitioner, facility, named = [], name }) => {
    const who = practitioner && [practitioner.name, practitioner.number].filter(Boolean).join(' ')
    const parts = [who, facility?.name, ...named].filter((part) => part !== undefined)
    return parts.length === 0 ? inWords(name) : parts.join(' · ')
  }
}
