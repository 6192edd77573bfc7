import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import { guardiansQuery, reviewsQuery } from './review.queries.ts'

const reviews = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/xem-xet-khan-cap',
  beforeLoad: onlyFor('facility-administrator', 'department-head', 'inspector'),
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(reviewsQuery()),
  component: lazyRouteComponent(() => import('./ReviewPage.tsx'), 'ReviewPage'),
})

const guardians = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/nguoi-giam-ho',
  beforeLoad: onlyFor('facility-clerk', 'facility-administrator'),
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(guardiansQuery()),
  component: lazyRouteComponent(() => import('./GuardianPage.tsx'), 'GuardianPage'),
})

/** Judging emergency openings, and who is a child's guardian. */
export const reviewRoutes = [reviews, guardians] as const
