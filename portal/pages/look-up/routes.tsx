import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../shell/shell-routes.tsx'
import { readLookUpAddress } from './addresses.ts'
import { choicesQuery, publicQuery } from './look-up.queries.ts'

const search = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tra-cuu',
  validateSearch: readLookUpAddress,
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(choicesQuery()),
  component: lazyRouteComponent(() => import('./LookUpPage.tsx'), 'LookUpPage'),
})

const one = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tra-cuu/$ma',
  loader: ({ context: { queryClient }, params }) =>
    queryClient.ensureQueryData(publicQuery(params.ma)),
  component: lazyRouteComponent(() => import('./ShownPage.tsx'), 'ShownPage'),
})

const verify = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kiem-tra-giay-phep',
  component: lazyRouteComponent(() => import('./VerifyPage.tsx'), 'VerifyPage'),
})

/** The look-up is for everybody, signed in or not. */
export const lookUpRoutes = [search, one, verify] as const
