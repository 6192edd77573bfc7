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
import { NoBookPage } from './NoBookPage.tsx'

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
  errorComponent: NoBookPage,
})

const visits = createRoute({
  getParentRoute: () => section,
  path: '/lan-kham',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(visitsQuery()),
  component: lazyRouteComponent(() => import('./VisitsPage.tsx'), 'VisitsPage'),
  errorComponent: NoBookPage,
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
  errorComponent: NoBookPage,
})

const papers = createRoute({
  getParentRoute: () => section,
  path: '/giay-to',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(papersQuery()),
  component: lazyRouteComponent(() => import('./PapersPage.tsx'), 'PapersPage'),
  errorComponent: NoBookPage,
})

const access = createRoute({
  getParentRoute: () => section,
  path: '/ai-da-xem',
  loader: ({ context: { queryClient } }) => queryClient.ensureInfiniteQueryData(accessQuery()),
  component: lazyRouteComponent(() => import('./AccessPage.tsx'), 'AccessPage'),
  errorComponent: NoBookPage,
})

const pass = createRoute({
  getParentRoute: () => section,
  path: '/ma-qr',
  component: lazyRouteComponent(() => import('./PassPage.tsx'), 'PassPage'),
  errorComponent: NoBookPage,
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
