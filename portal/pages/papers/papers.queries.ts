import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  LETTER_STATES,
  type LetterState,
  LetterView,
  listLetters,
  readLetter,
  returnSigned,
} from '#correspondence/contract'
import { upload } from '../../foundation/bytes.ts'
import { call } from '../../foundation/call.ts'
import { readRefusal } from '../../foundation/problems.ts'

export type PapersAddress = { readonly state?: LetterState }

/** The state that an address asks for; any other word asks for all. */
export function readPapersAddress(search: Record<string, unknown>): PapersAddress {
  const state = LETTER_STATES.find((one) => one === search['state'])
  return state === undefined ? {} : { state }
}

export const lettersQuery = ({ state }: PapersAddress) =>
  infiniteQueryOptions({
    queryKey: [listLetters.path, state],
    queryFn: ({ pageParam }) =>
      call(listLetters, {
        ...(state === undefined ? {} : { state }),
        ...(pageParam === '' ? {} : { before: pageParam }),
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })

export const letterQuery = (letter: string) =>
  queryOptions({
    queryKey: [readLetter.path, letter],
    queryFn: () => call(readLetter, { letter }),
  })

/** Hands the signed PDF of a letter in. Throws `CallFailed` with what is wrong with it. */
export async function sendSigned(letter: string, file: File): Promise<LetterView> {
  const wishes = { contentType: 'application/pdf' }
  const { status, body } = await upload(returnSigned, { letter }, file, wishes)
  const read = LetterView.safeParse(body)
  if (!read.success) throw readRefusal(status, undefined)
  return read.data
}
