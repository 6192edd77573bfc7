import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import { lastMonth, readFiguresAddress, readHalfYearAddress, thisHalfYear } from './addresses.ts'
import { figuresQuery, halfYearQuery, waitingQuery } from './department.queries.ts'

const section = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/so-y-te',
  beforeLoad: onlyFor('department-officer', 'department-head', 'inspector'),
})

const quality = createRoute({
  getParentRoute: () => section,
  path: '/',
  validateSearch: readFiguresAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) =>
    queryClient.ensureQueryData(figuresQuery(lastMonth(deps, new Date()))),
  component: lazyRouteComponent(() => import('./quality/QualityPage.tsx'), 'QualityPage'),
})

const waiting = createRoute({
  getParentRoute: () => section,
  path: '/cho-gui',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(waitingQuery()),
  component: lazyRouteComponent(() => import('./waiting/WaitingPage.tsx'), 'WaitingPage'),
})

const report = createRoute({
  getParentRoute: () => section,
  path: '/bao-cao',
  validateSearch: readHalfYearAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) =>
    queryClient.ensureQueryData(halfYearQuery(thisHalfYear(deps, new Date()))),
  component: lazyRouteComponent(() => import('./report/ReportPage.tsx'), 'ReportPage'),
})

/** The routes of an officer of the health department. */
export const departmentRoutes = [section.addChildren([quality, waiting, report])] as const
