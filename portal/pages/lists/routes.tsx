import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import { listsQuery, readListAddress } from './lists.queries.ts'

const lists = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/danh-sach',
  beforeLoad: onlyFor(
    'facility-clerk',
    'facility-administrator',
    'department-officer',
    'ministry-officer',
  ),
  validateSearch: readListAddress,
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(listsQuery()),
  component: lazyRouteComponent(() => import('./ListsPage.tsx'), 'ListsPage'),
})

/** Lists that come as workbooks: staff, departments, licences. */
export const listsRoutes = [lists] as const
