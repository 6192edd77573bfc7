import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import { personReviewQuery, personReviewsQuery, type ReviewState } from './identity.queries.ts'

const settlers = onlyFor('department-officer', 'department-head', 'administrator')

const list = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/doi-chieu-danh-tinh',
  beforeLoad: settlers,
  validateSearch: (search): { readonly tinhTrang?: ReviewState } =>
    search.tinhTrang === 'settled' ? { tinhTrang: 'settled' } : {},
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) =>
    queryClient.ensureQueryData(personReviewsQuery(deps.tinhTrang ?? 'open')),
  component: lazyRouteComponent(() => import('./ReviewsPage.tsx'), 'ReviewsPage'),
})

/** To look stands in the log of both people: never preloaded. */
const one = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/doi-chieu-danh-tinh/$muc',
  beforeLoad: settlers,
  preload: false,
  loader: ({ context: { queryClient }, params, preload }) =>
    preload ? undefined : queryClient.ensureQueryData(personReviewQuery(params.muc)),
  component: lazyRouteComponent(() => import('./ComparePage.tsx'), 'ComparePage'),
})

/** Whose number it is, when two people claim it. */
export const identityRoutes = [list, one] as const
