import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import { securityQuery } from './account.queries.ts'

/** The own security, for everybody. `problem`: why an electronic identity could not be linked, as the server says on the way back. */
const security = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/tai-khoan/bao-mat',
  validateSearch: (search): { readonly problem?: string } =>
    typeof search.problem === 'string' ? { problem: search.problem } : {},
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(securityQuery()),
  component: lazyRouteComponent(() => import('./SecurityPage.tsx'), 'SecurityPage'),
})

/** Where a clerk identifies citizens. */
const counter = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/tai-khoan/quay',
  beforeLoad: onlyFor('facility-clerk', 'facility-administrator'),
  component: lazyRouteComponent(() => import('./CounterPage.tsx'), 'CounterPage'),
})

/** Where the administrator of a facility helps its staff back in. */
const staff = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/tai-khoan/nhan-vien',
  beforeLoad: onlyFor('facility-administrator'),
  component: lazyRouteComponent(() => import('./StaffPage.tsx'), 'StaffPage'),
})

export const accountRoutes = [security, counter, staff] as const
