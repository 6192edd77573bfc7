import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import {
  milestoneQuery,
  ownProgrammesQuery,
  progressQuery,
  readMilestoneAddress,
  readProgressAddress,
} from './programmes.queries.ts'

const section = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/tien-do',
  beforeLoad: onlyFor(
    'department-officer',
    'department-head',
    'ministry-officer',
    'traditional-officer',
  ),
})

const overview = createRoute({
  getParentRoute: () => section,
  path: '/',
  validateSearch: readProgressAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => queryClient.ensureQueryData(progressQuery(deps)),
  component: lazyRouteComponent(() => import('./ProgrammesPage.tsx'), 'ProgrammesPage'),
})

const milestone = createRoute({
  getParentRoute: () => section,
  path: '/$moc',
  validateSearch: readMilestoneAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps, params }) =>
    queryClient.ensureQueryData(milestoneQuery(params.moc, deps)),
  component: lazyRouteComponent(() => import('./MilestonePage.tsx'), 'MilestonePage'),
})

const own = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/tien-do-co-so',
  beforeLoad: onlyFor('facility-administrator', 'facility-clerk'),
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(ownProgrammesQuery()),
  component: lazyRouteComponent(() => import('./OwnProgrammesPage.tsx'), 'OwnProgrammesPage'),
})

/** What directives and plans ask by which day, for those who follow it and for those who owe it. */
export const programmesRoutes = [section.addChildren([overview, milestone]), own] as const
