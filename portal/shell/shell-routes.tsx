import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { ARRIVAL } from '../foundation/session.ts'
import { onlySignedIn, toOwnPages } from './admission.ts'
import { NotFound } from './NotFound.tsx'
import { PageFailed } from './PageFailed.tsx'

export { onlyFor } from './admission.ts'

export const rootRoute = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({
  notFoundComponent: NotFound,
  errorComponent: PageFailed,
})

/** Who is not signed in meets one page; `den` is the page that was asked for. */
export const landingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>): { readonly den?: string } =>
    typeof search.den === 'string' && search.den.startsWith('/') ? { den: search.den } : {},
  component: lazyRouteComponent(() => import('../pages/landing/LandingPage.tsx'), 'LandingPage'),
})

/** Everything behind sign-in lies beneath this route, within the shell. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: lazyRouteComponent(() => import('./Shell.tsx'), 'Shell'),
  beforeLoad: onlySignedIn,
})

/** Where sign-in leads: the first page of whoever signed in. */
export const arrivalRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: ARRIVAL,
  beforeLoad: toOwnPages,
})
