import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import { readAccountsAddress } from './addresses.ts'
import {
  accountsQuery,
  deadLettersQuery,
  portalAccountsQuery,
  queuesQuery,
  wireDoorsQuery,
} from './administration.queries.ts'
import { registeredClientsQuery } from './systems/systems.queries.ts'

const section = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/quan-tri',
  beforeLoad: onlyFor('administrator'),
})

const connections = createRoute({
  getParentRoute: () => section,
  path: '/',
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(queuesQuery()),
      queryClient.ensureInfiniteQueryData(deadLettersQuery()),
    ]),
  component: lazyRouteComponent(
    () => import('./connections/ConnectionsPage.tsx'),
    'ConnectionsPage',
  ),
})

const doors = createRoute({
  getParentRoute: () => section,
  path: '/cong-noi',
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(wireDoorsQuery()),
      queryClient.ensureQueryData(portalAccountsQuery()),
    ]),
  component: lazyRouteComponent(() => import('./doors/DoorsPage.tsx'), 'DoorsPage'),
})

const accounts = createRoute({
  getParentRoute: () => section,
  path: '/tai-khoan',
  validateSearch: readAccountsAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => queryClient.ensureQueryData(accountsQuery(deps)),
  component: lazyRouteComponent(() => import('./accounts/AccountsPage.tsx'), 'AccountsPage'),
})

const systems = createRoute({
  getParentRoute: () => section,
  path: '/phan-mem',
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(registeredClientsQuery('system')),
      queryClient.ensureQueryData(registeredClientsQuery('app')),
    ]),
  component: lazyRouteComponent(() => import('./systems/SystemsPage.tsx'), 'SystemsPage'),
})

/** The routes of an administrator. */
export const administrationRoutes = [
  section.addChildren([connections, doors, systems, accounts]),
] as const
