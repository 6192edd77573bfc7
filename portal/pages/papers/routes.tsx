import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import { letterQuery, lettersQuery, readPapersAddress } from './papers.queries.ts'

const readers = onlyFor(
  'department-officer',
  'department-head',
  'ministry-officer',
  'traditional-officer',
  'inspector',
  'facility-clerk',
  'facility-administrator',
  'practitioner',
)

const list = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/van-ban',
  beforeLoad: readers,
  validateSearch: readPapersAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) =>
    queryClient.ensureInfiniteQueryData(lettersQuery(deps)),
  component: lazyRouteComponent(() => import('./PapersPage.tsx'), 'PapersPage'),
})

const one = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/van-ban/$ma',
  beforeLoad: readers,
  loader: ({ context: { queryClient }, params }) =>
    queryClient.ensureQueryData(letterQuery(params.ma)),
  component: lazyRouteComponent(() => import('./PaperPage.tsx'), 'PaperPage'),
})

/** Letters of authorities: drafts, what is out to be signed, what is issued. */
export const papersRoutes = [list, one] as const
