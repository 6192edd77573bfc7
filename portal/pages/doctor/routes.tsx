import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import { readRecordAddress } from './addresses.ts'
import { firstScreenQuery, recordQuery, recordVisitQuery } from './doctor.queries.ts'

const section = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/bac-si',
  beforeLoad: onlyFor('doctor'),
})

const firstScreen = createRoute({
  getParentRoute: () => section,
  path: '/',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(firstScreenQuery()),
  component: lazyRouteComponent(() => import('./FirstScreenPage.tsx'), 'FirstScreenPage'),
})

/** What is looked for is about persons: it stays out of the address. */
const find = createRoute({
  getParentRoute: () => section,
  path: '/tim',
  component: lazyRouteComponent(() => import('./FindPage.tsx'), 'FindPage'),
})

/** Never preloaded: to open a record is a reading, and a pointer that passes by is none. */
const record = createRoute({
  getParentRoute: () => section,
  path: '/ho-so/$person',
  validateSearch: readRecordAddress,
  preload: false,
  loader: ({ context: { queryClient }, params, preload }) =>
    preload ? undefined : queryClient.ensureQueryData(recordQuery(params.person)),
  component: lazyRouteComponent(() => import('./RecordPage.tsx'), 'RecordPage'),
})

const recordVisit = createRoute({
  getParentRoute: () => section,
  path: '/ho-so/$person/lan-kham/$visit',
  preload: false,
  loader: ({ context: { queryClient }, params, preload }) =>
    preload
      ? undefined
      : queryClient.ensureQueryData(recordVisitQuery(params.person, params.visit)),
  component: lazyRouteComponent(() => import('./RecordVisitPage.tsx'), 'RecordVisitPage'),
})

/** The routes of a doctor. */
export const doctorRoutes = [section.addChildren([firstScreen, find, record, recordVisit])] as const
