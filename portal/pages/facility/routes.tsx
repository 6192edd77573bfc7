import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import {
  lastWeek,
  readDeliveriesAddress,
  readPlaceAddress,
  readSubmissionsAddress,
  readWardAddress,
} from './addresses.ts'
import {
  deliveriesQuery,
  findingsByWardQuery,
  submissionQuery,
  submissionsQuery,
  summaryQuery,
  todayQuery,
  withdrawalsQuery,
} from './facility.queries.ts'
import { ownSystemsQuery } from './systems/systems.queries.ts'

const section = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/co-so',
  beforeLoad: onlyFor('facility-clerk'),
})

const today = createRoute({
  getParentRoute: () => section,
  path: '/',
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(todayQuery()),
      queryClient.ensureQueryData(summaryQuery()),
    ]),
  component: lazyRouteComponent(() => import('./today/TodayPage.tsx'), 'TodayPage'),
})

const send = createRoute({
  getParentRoute: () => section,
  path: '/gui',
  component: lazyRouteComponent(() => import('./send/SendPage.tsx'), 'SendPage'),
})

const submissions = createRoute({
  getParentRoute: () => section,
  path: '/ho-so',
  validateSearch: readSubmissionsAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) =>
    queryClient.ensureQueryData(submissionsQuery(deps)),
  component: lazyRouteComponent(() => import('./list/SubmissionsPage.tsx'), 'SubmissionsPage'),
})

const submission = createRoute({
  getParentRoute: () => section,
  path: '/ho-so/$receipt',
  validateSearch: readPlaceAddress,
  loader: ({ context: { queryClient }, params }) =>
    queryClient.ensureQueryData(submissionQuery(params.receipt)),
  component: lazyRouteComponent(() => import('./submission/SubmissionPage.tsx'), 'SubmissionPage'),
})

const withdrawals = createRoute({
  getParentRoute: () => section,
  path: '/ho-so-da-rut',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(withdrawalsQuery()),
  component: lazyRouteComponent(
    () => import('./withdrawals/WithdrawalsPage.tsx'),
    'WithdrawalsPage',
  ),
})

const byWard = createRoute({
  getParentRoute: () => section,
  path: '/theo-khoa',
  validateSearch: readWardAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) =>
    queryClient.ensureQueryData(findingsByWardQuery(lastWeek(deps, new Date()))),
  component: lazyRouteComponent(() => import('./by-ward/ByWardPage.tsx'), 'ByWardPage'),
})

const deliveries = createRoute({
  getParentRoute: () => section,
  path: '/gui-bhxh',
  validateSearch: readDeliveriesAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) =>
    queryClient.ensureQueryData(deliveriesQuery(deps)),
  component: lazyRouteComponent(() => import('./deliveries/DeliveriesPage.tsx'), 'DeliveriesPage'),
})

const systems = createRoute({
  getParentRoute: () => section,
  path: '/phan-mem',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(ownSystemsQuery()),
  component: lazyRouteComponent(
    () => import('./systems/FacilitySystemsPage.tsx'),
    'FacilitySystemsPage',
  ),
})

/** The routes of a facility's clerk. */
export const facilityRoutes = [
  section.addChildren([
    today,
    send,
    submissions,
    submission,
    withdrawals,
    byWard,
    deliveries,
    systems,
  ]),
] as const
