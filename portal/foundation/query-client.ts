import { QueryCache, QueryClient } from '@tanstack/react-query'
import { isSignedOut } from './call.ts'
import { CallFailed } from './problems.ts'
import { signInAddress } from './session.ts'

/** What was read is shown again without asking for this long: 15 s. */
const FRESH_MS = 15_000

/** How often a read is tried again when the line fails; a refusal is never tried again. */
const RETRIES_MAX = 2

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: toSignIn }),
  defaultOptions: {
    // A lost line is told by the call that fails, never by waiting in silence.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: FRESH_MS,
      retry: (failures, error) => failures < RETRIES_MAX && mayPass(error),
      refetchOnWindowFocus: true,
    },
  },
})

function mayPass(error: Error): boolean {
  return error instanceof CallFailed && (error.status === 0 || error.status === 503)
}

/** The session ended while a page was open: sign in, and come back to the very page. Unsent work is never thrown away so. */
function toSignIn(error: Error): void {
  if (!isSignedOut(error)) return
  const { pathname, search } = window.location
  window.location.assign(signInAddress(pathname + search))
}
