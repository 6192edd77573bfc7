import { useQuery } from '@tanstack/react-query'
import { useBilingual } from '../../foundation/messages.ts'
import type { FileDefined } from './definition.ts'
import { codesQuery } from './file.queries.ts'
import { nationalList } from './national-list.ts'

/** What a code means, in words; the code itself where no list knows it. */
export function CodeLabel({
  definition,
  list,
  code,
}: {
  readonly definition: FileDefined
  readonly list: string
  readonly code: string
}) {
  const inWords = useBilingual()
  const known = definition.lists[list]?.codes.find((one) => one.code === code)
  if (known !== undefined) return inWords(known.label)
  const national = nationalList(definition, list)
  return national === undefined ? code : <NationalLabel list={national} code={code} />
}

function NationalLabel({
  list,
  code,
}: {
  readonly list: NonNullable<ReturnType<typeof nationalList>>
  readonly code: string
}) {
  const inWords = useBilingual()
  const { data } = useQuery(codesQuery({ list, codes: code }))
  const found = data?.codes.find((one) => one.code === code)
  return found === undefined ? code : inWords(found.label)
}
