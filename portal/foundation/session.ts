import { type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  readSession,
  type Session as SessionSchema,
  SIGN_IN_PATH,
  signOut,
  switchUser,
} from '#access/contract'
import { call, withQuery } from './call.ts'
import { keepCsrfToken } from './csrf.ts'
import { currentLanguage } from './language.ts'

/** Who is signed in on this browser. */
export type Session = z.infer<typeof SessionSchema>

/** The session is asked for again after this long at the latest: one minute. */
const FRESH_MS = 60_000

export const sessionQuery = queryOptions({
  queryKey: [readSession.path],
  staleTime: FRESH_MS,
  queryFn: async () => {
    const answer = await call(readSession, {})
    keepCsrfToken(answer.session?.csrf)
    return answer
  },
})

/** Who is signed in, or undefined when nobody is. */
export async function findSession(queryClient: QueryClient): Promise<Session | undefined> {
  return (await queryClient.ensureQueryData(sessionQuery)).session ?? undefined
}

/** Who is signed in, for components behind sign-in. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery)
  if (data.session === null) throw new Error('a page behind sign-in was drawn without a session')
  return data.session
}

/** Hands the desk to a colleague: this session ends and the browser goes to sign-in. */
export async function handOver(account: string | undefined): Promise<void> {
  const named = account === undefined ? {} : { account }
  const { next } = await call(switchUser, { ...named, return: ARRIVAL })
  window.location.assign(next)
}

/** Ends the session on this browser. */
export async function leave(): Promise<void> {
  const { next } = await call(signOut, {})
  window.location.assign(next)
}

/** Leads everybody to the first page of the own role. */
export const ARRIVAL = '/bat-dau'

/** Where sign-in begins; afterwards the browser returns to the page asked for. */
export function signInAddress(returnTo: string): string {
  return withQuery(SIGN_IN_PATH, { return: returnTo, lang: currentLanguage() })
}
