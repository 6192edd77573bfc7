import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import { ownAppsQuery } from './apps/apps.queries.ts'
import {
  accessQuery,
  labsQuery,
  papersQuery,
  summaryQuery,
  visitQuery,
  visitsQuery,
} from './book.queries.ts'

const section = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/so-suc-khoe',
  beforeLoad: onlyFor('citizen'),
})

const summary = createRoute({
  getParentRoute: () => section,
  path: '/',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(summaryQuery()),
  component: lazyRouteComponent(() => import('./SummaryPage.tsx'), 'SummaryPage'),
})

const visits = createRoute({
  getParentRoute: () => section,
  path: '/lan-kham',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(visitsQuery()),
  component: lazyRouteComponent(() => import('./VisitsPage.tsx'), 'VisitsPage'),
})

const visit = createRoute({
  getParentRoute: () => section,
  path: '/lan-kham/$visit',
  loader: ({ context: { queryClient }, params }) =>
    queryClient.ensureQueryData(visitQuery(params.visit)),
  component: lazyRouteComponent(() => import('./VisitPage.tsx'), 'VisitPage'),
})

const labs = createRoute({
  getParentRoute: () => section,
  path: '/xet-nghiem',
  validateSearch: (search): { readonly chiSo?: string } =>
    typeof search.chiSo === 'string' ? { chiSo: search.chiSo } : {},
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(labsQuery()),
  component: lazyRouteComponent(() => import('./LabsPage.tsx'), 'LabsPage'),
})

const papers = createRoute({
  getParentRoute: () => section,
  path: '/giay-to',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(papersQuery()),
  component: lazyRouteComponent(() => import('./PapersPage.tsx'), 'PapersPage'),
})

const access = createRoute({
  getParentRoute: () => section,
  path: '/ai-da-xem',
  loader: ({ context: { queryClient } }) => queryClient.ensureInfiniteQueryData(accessQuery()),
  component: lazyRouteComponent(() => import('./AccessPage.tsx'), 'AccessPage'),
})

const pass = createRoute({
  getParentRoute: () => section,
  path: '/ma-qr',
  component: lazyRouteComponent(() => import('./PassPage.tsx'), 'PassPage'),
})

const apps = createRoute({
  getParentRoute: () => section,
  path: '/ung-dung',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(ownAppsQuery()),
  component: lazyRouteComponent(() => import('./apps/AppsPage.tsx'), 'AppsPage'),
})

/** The routes of a citizen's own book. */
export const bookRoutes = [
  section.addChildren([summary, visits, visit, labs, papers, access, pass, apps]),
] as const
