import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, rootRoute, signedInRoute } from '../../shell/shell-routes.tsx'
import { readDecisionsAddress, readLicencesAddress, readOpeningAddress } from './addresses.ts'
import {
  alertsQuery,
  countsQuery,
  decisionsQuery,
  noticesQuery,
  workQuery,
} from './licences.queries.ts'

const AUTHORITY = [
  'department-officer',
  'department-head',
  'ministry-officer',
  'traditional-officer',
] as const

const section = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/giay-phep',
  beforeLoad: onlyFor('practitioner', 'facility-administrator', ...AUTHORITY),
})

const alerts = createRoute({
  getParentRoute: () => section,
  path: '/',
  validateSearch: readLicencesAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) =>
    Promise.all([
      queryClient.ensureQueryData(alertsQuery(deps)),
      queryClient.ensureQueryData(noticesQuery(deps)),
      queryClient.ensureQueryData(countsQuery()),
      queryClient.ensureQueryData(workQuery()),
    ]),
  component: lazyRouteComponent(() => import('./LicencesPage.tsx'), 'LicencesPage'),
})

const opening = createRoute({
  getParentRoute: () => section,
  path: '/moi',
  validateSearch: readOpeningAddress,
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(workQuery()),
  component: lazyRouteComponent(() => import('./BeginWorkPage.tsx'), 'BeginWorkPage'),
})

const samples = createRoute({
  getParentRoute: () => section,
  path: '/mau-kiem-tra',
  beforeLoad: onlyFor('department-officer', 'department-head', 'ministry-officer'),
  component: lazyRouteComponent(() => import('./SamplesPage.tsx'), 'SamplesPage'),
})

/** Decisions are for everybody, signed in or not. */
const decisions = createRoute({
  getParentRoute: () => rootRoute,
  path: '/quyet-dinh-giay-phep',
  validateSearch: readDecisionsAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => queryClient.ensureQueryData(decisionsQuery(deps)),
  component: lazyRouteComponent(() => import('./DecisionsPage.tsx'), 'DecisionsPage'),
})

export const licencesRoutes = [section.addChildren([alerts, opening, samples])] as const
export const publicLicencesRoutes = [decisions] as const
