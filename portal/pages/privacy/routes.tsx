import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readCasesAddress } from './addresses.ts'
import { rootRoute, signedInRoute } from '../../shell/shell-routes.tsx'
import { caseQuery, casesQuery, inventoryQuery, kindsQuery } from './privacy.queries.ts'

const section = createRoute({ getParentRoute: () => signedInRoute, path: '/vu-viec' })

const cases = createRoute({
  getParentRoute: () => section,
  path: '/',
  validateSearch: readCasesAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) =>
    Promise.all([
      queryClient.ensureQueryData(casesQuery(deps)),
      queryClient.ensureQueryData(kindsQuery()),
    ]),
  component: lazyRouteComponent(() => import('./CasesPage.tsx'), 'CasesPage'),
})

const opening = createRoute({
  getParentRoute: () => section,
  path: '/moi',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(kindsQuery()),
  component: lazyRouteComponent(() => import('./NewRequestPage.tsx'), 'NewRequestPage'),
})

const one = createRoute({
  getParentRoute: () => section,
  path: '/$vuViec',
  loader: ({ context: { queryClient }, params }) =>
    queryClient.ensureQueryData(caseQuery(params.vuViec)),
  component: lazyRouteComponent(() => import('./CasePage.tsx'), 'CasePage'),
})

/** The catalogue of databases is for everybody, signed in or not. */
const inventory = createRoute({
  getParentRoute: () => rootRoute,
  path: '/danh-muc-du-lieu',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(inventoryQuery()),
  component: lazyRouteComponent(() => import('./InventoryPage.tsx'), 'InventoryPage'),
})

export const privacyRoutes = [section.addChildren([cases, opening, one])] as const
export const publicPrivacyRoutes = [inventory] as const
