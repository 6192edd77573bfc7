import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import {
  facilityQualityQuery,
  fileQualityQuery,
  readFacilityAddress,
  readOwnAddress,
  totalsQuery,
} from './data-quality.queries.ts'

const section = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/chat-luong',
  beforeLoad: onlyFor(
    'facility-administrator',
    'facility-clerk',
    'practitioner',
    'department-officer',
    'department-head',
    'ministry-officer',
    'traditional-officer',
  ),
})

const own = createRoute({
  getParentRoute: () => section,
  path: '/',
  validateSearch: readOwnAddress,
  loaderDeps: ({ search: { authority } }) => ({ authority }),
  loader: async ({ context: { queryClient, session }, deps }) => {
    if (session.role === 'practitioner') await queryClient.ensureQueryData(fileQualityQuery('own'))
    else if (session.role.startsWith('facility-'))
      await queryClient.ensureQueryData(facilityQualityQuery('own'))
    else await queryClient.ensureQueryData(totalsQuery(deps.authority))
  },
  component: lazyRouteComponent(() => import('./DataQualityPage.tsx'), 'DataQualityPage'),
})

const facility = createRoute({
  getParentRoute: () => section,
  path: '/co-so/$ma',
  validateSearch: readFacilityAddress,
  loader: ({ context: { queryClient }, params: { ma } }) =>
    queryClient.ensureQueryData(facilityQualityQuery(ma)),
  component: lazyRouteComponent(() => import('./FacilityQualityPage.tsx'), 'OtherFacilityPage'),
})

const file = createRoute({
  getParentRoute: () => section,
  path: '/ho-so/$hoSo',
  loader: ({ context: { queryClient }, params: { hoSo } }) =>
    queryClient.ensureQueryData(fileQualityQuery(hoSo)),
  component: lazyRouteComponent(() => import('./FileQualityPage.tsx'), 'OtherFileQualityPage'),
})

/** How good files are and what to mend: the own one, the own facility's, or all that somebody is responsible for. */
export const dataQualityRoutes = [section.addChildren([own, facility, file])] as const
