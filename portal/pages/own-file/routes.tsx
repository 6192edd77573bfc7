import type { QueryClient } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { definitionQuery } from '../../components/file/definition.ts'
import { fileQuery, historyQuery } from '../../components/file/file.queries.ts'
import { problemsOf } from '../../foundation/problems.ts'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import { askedOf, readFileAddress, readHistoryAddress, readStaffAddress } from './addresses.ts'
import { workFormQuery, workQuery } from './own-file.queries.ts'

const OWNERS = ['facility-administrator', 'facility-clerk', 'practitioner'] as const
const STAFF = ['facility-administrator', 'facility-clerk'] as const
const REVIEWERS = [
  'department-officer',
  'department-head',
  'inspector',
  'ministry-officer',
  'traditional-officer',
] as const

/** A practitioner without a file claims one first. */
async function fetchOwn(
  queryClient: QueryClient,
  asked: ReturnType<typeof askedOf>,
  role: string,
): Promise<void> {
  const file = await queryClient.ensureQueryData(fileQuery(asked)).catch((error: unknown) => {
    const isUnclaimed = problemsOf(error).some(({ code }) => code === 'registry.no-own-file')
    if (isUnclaimed && role === 'practitioner') throw redirect({ to: '/nhan-ho-so' })
    throw error
  })
  await queryClient.ensureQueryData(definitionQuery(file.head.kind))
}

const ownSection = createRoute({ getParentRoute: () => signedInRoute, path: '/ho-so-cua-toi' })

const own = createRoute({
  getParentRoute: () => ownSection,
  path: '/',
  beforeLoad: onlyFor(...OWNERS),
  validateSearch: readFileAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient, session }, deps }) =>
    fetchOwn(queryClient, askedOf('own', deps), session.role),
  component: lazyRouteComponent(() => import('./FilePage.tsx'), 'OwnFilePage'),
})

const staff = createRoute({
  getParentRoute: () => ownSection,
  path: '/nhan-su',
  beforeLoad: onlyFor(...STAFF, ...REVIEWERS),
  validateSearch: readStaffAddress,
  loader: ({ context: { queryClient } }) =>
    queryClient.ensureQueryData(definitionQuery('practitioner')),
  component: lazyRouteComponent(() => import('./StaffPage.tsx'), 'StaffPage'),
})

const addStaff = createRoute({
  getParentRoute: () => ownSection,
  path: '/nhan-su/them',
  beforeLoad: onlyFor(...STAFF),
  loader: ({ context: { queryClient } }) =>
    queryClient.ensureQueryData(definitionQuery('practitioner')),
  component: lazyRouteComponent(() => import('./AddStaffPage.tsx'), 'AddStaffPage'),
})

const fileSection = createRoute({ getParentRoute: () => signedInRoute, path: '/ho-so/$hoSo' })

const other = createRoute({
  getParentRoute: () => fileSection,
  path: '/',
  validateSearch: readFileAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient, session }, deps, params }) =>
    fetchOwn(queryClient, askedOf(params.hoSo, deps), session.role),
  component: lazyRouteComponent(() => import('./FilePage.tsx'), 'OtherFilePage'),
})

const history = createRoute({
  getParentRoute: () => fileSection,
  path: '/lich-su',
  validateSearch: readHistoryAddress,
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { queryClient }, deps: { truoc }, params: { hoSo: subject } }) => {
    const [file] = await Promise.all([
      queryClient.ensureQueryData(fileQuery({ subject })),
      queryClient.ensureQueryData(
        historyQuery({ subject, ...(truoc === undefined ? {} : { before: truoc }) }),
      ),
    ])
    await queryClient.ensureQueryData(definitionQuery(file.head.kind))
  },
  component: lazyRouteComponent(() => import('./HistoryPage.tsx'), 'HistoryPage'),
})

const claim = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/nhan-ho-so',
  beforeLoad: onlyFor('practitioner'),
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(workQuery('practitioner-claim')),
      queryClient.ensureQueryData(workFormQuery('practitioner-claim')),
    ]),
  component: lazyRouteComponent(() => import('./ClaimPage.tsx'), 'ClaimPage'),
})

/** Whoever signed in as a citizen asks for the account of a facility or of a practitioner. */
const request = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/xin-tai-khoan',
  beforeLoad: onlyFor('citizen'),
  component: lazyRouteComponent(() => import('./RequestPage.tsx'), 'RequestPage'),
})

export const ownFileRoutes = [
  ownSection.addChildren([own, staff, addStaff]),
  fileSection.addChildren([other, history]),
  claim,
  request,
] as const
