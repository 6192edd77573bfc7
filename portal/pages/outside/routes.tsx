import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import { outsideQuery, readOutsideAddress } from './outside.queries.ts'

const outside = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/lien-thong',
  beforeLoad: onlyFor(
    'facility-clerk',
    'facility-administrator',
    'department-officer',
    'department-head',
    'ministry-officer',
    'administrator',
    'practitioner',
  ),
  validateSearch: readOutsideAddress,
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(outsideQuery()),
  component: lazyRouteComponent(() => import('./OutsidePage.tsx'), 'OutsidePage'),
})

/** The connections to State systems, for those who run them and those who are in what is sent. */
export const outsideRoutes = [outside] as const
