import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import { lastThirtyDays, practiceQuery, readPracticeAddress } from './practice.queries.ts'

const practice = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/hanh-nghe-va-ho-so',
  beforeLoad: onlyFor(
    'facility-clerk',
    'facility-administrator',
    'department-officer',
    'department-head',
    'inspector',
  ),
  validateSearch: readPracticeAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) =>
    queryClient.ensureQueryData(practiceQuery(lastThirtyDays(deps, new Date()))),
  component: lazyRouteComponent(() => import('./PracticePage.tsx'), 'PracticePage'),
})

/** Where care and the registry of practice meet, for facilities and health departments. */
export const practiceRoutes = [practice] as const
