import { useQuery } from '@tanstack/react-query'
import type { CaseLine } from '#cases/contract'
import { useBilingual } from '../../foundation/messages.ts'
import { definitionQuery } from '../file/definition.ts'

/** What is known of a case beside its state, in words: `type` is a form of organisation, or the title of a practitioner. */
export function useTraits({ practitioner, traits }: CaseLine): string {
  const inWords = useBilingual()
  const kind = practitioner === undefined ? 'facility' : 'practitioner'
  const hasType = traits.some(({ field }) => field === 'type')
  const { data } = useQuery({ ...definitionQuery(kind), enabled: hasType })
  const types = data?.lists[kind === 'facility' ? 'form' : 'title']?.codes
  return traits
    .map(({ field, label, text, value }) => {
      if (text !== undefined) return `${inWords(label)}: ${inWords(text)}`
      const type = field === 'type' ? types?.find(({ code }) => code === value) : undefined
      return type === undefined ? value : inWords(type.label)
    })
    .join(' · ')
}
