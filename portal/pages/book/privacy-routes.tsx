import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, rootRoute, signedInRoute } from '../../shell/shell-routes.tsx'
import { accessQuery, visitsQuery } from './book.queries.ts'
import { NoBookPage } from './NoBookPage.tsx'
import { choicesQuery, noticesQuery } from './choices/choices.queries.ts'
import { familyBookQuery, familyQuery, familyVisitQuery } from './family/family.queries.ts'
import { sharesQuery } from './share/share.queries.ts'

const section = createRoute({
  getParentRoute: () => signedInRoute,
  id: 'rieng-tu',
  beforeLoad: onlyFor('citizen'),
})

const choices = createRoute({
  getParentRoute: () => section,
  path: '/so-suc-khoe/rieng-tu',
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(choicesQuery()),
      queryClient.ensureQueryData(visitsQuery()),
    ]),
  component: lazyRouteComponent(() => import('./choices/ChoicesPage.tsx'), 'ChoicesPage'),
  errorComponent: NoBookPage,
})

const notices = createRoute({
  getParentRoute: () => section,
  path: '/so-suc-khoe/thong-bao',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(noticesQuery()),
  component: lazyRouteComponent(() => import('./choices/NoticesPage.tsx'), 'NoticesPage'),
  errorComponent: NoBookPage,
})

const share = createRoute({
  getParentRoute: () => section,
  path: '/so-suc-khoe/chia-se',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(sharesQuery()),
  component: lazyRouteComponent(() => import('./share/SharePage.tsx'), 'SharePage'),
  errorComponent: NoBookPage,
})

const family = createRoute({
  getParentRoute: () => section,
  path: '/so-suc-khoe/nguoi-than',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(familyQuery()),
  component: lazyRouteComponent(() => import('./family/FamilyPage.tsx'), 'FamilyPage'),
})

/** Never preloaded: to open another's book is a reading, and a pointer that passes by is none. */
const familyBook = createRoute({
  getParentRoute: () => section,
  path: '/so-suc-khoe/nguoi-than/$person',
  preload: false,
  loader: ({ context: { queryClient }, params, preload }) =>
    preload ? undefined : queryClient.ensureQueryData(familyBookQuery(params.person)),
  component: lazyRouteComponent(() => import('./family/FamilyBookPage.tsx'), 'FamilyBookPage'),
})

const familyVisit = createRoute({
  getParentRoute: () => section,
  path: '/so-suc-khoe/nguoi-than/$person/lan-kham/$visit',
  preload: false,
  loader: ({ context: { queryClient }, params, preload }) =>
    preload
      ? undefined
      : queryClient.ensureQueryData(familyVisitQuery(params.person, params.visit)),
  component: lazyRouteComponent(() => import('./family/FamilyBookPage.tsx'), 'FamilyVisitPage'),
})

/** Shows the child's book, so it is never preloaded either. */
const childChoices = createRoute({
  getParentRoute: () => section,
  path: '/so-suc-khoe/nguoi-than/$person/lua-chon',
  preload: false,
  loader: ({ context: { queryClient }, params, preload }) =>
    preload
      ? undefined
      : Promise.all([
          queryClient.ensureQueryData(familyBookQuery(params.person)),
          queryClient.ensureQueryData(choicesQuery(params.person)),
        ]),
  component: lazyRouteComponent(() => import('./family/ChildChoicesPage.tsx'), 'ChildChoicesPage'),
})

/** To look at this log is an entry in it: never preloaded. */
const familyAccess = createRoute({
  getParentRoute: () => section,
  path: '/so-suc-khoe/nguoi-than/$person/ai-da-xem',
  preload: false,
  loader: ({ context: { queryClient }, params, preload }) =>
    preload
      ? undefined
      : Promise.all([
          queryClient.ensureQueryData(familyQuery()),
          queryClient.ensureInfiniteQueryData(accessQuery({ who: 'others' }, params.person)),
        ]),
  component: lazyRouteComponent(() => import('./family/FamilyAccessPage.tsx'), 'FamilyAccessPage'),
})

/** What a citizen chooses about the own book, and the books of children and family. */
export const bookPrivacyRoutes = [
  section.addChildren([
    choices,
    notices,
    share,
    family,
    familyBook,
    familyVisit,
    familyAccess,
    childChoices,
  ]),
] as const

/** For everybody with a link: what somebody shared. */
export const sharedBookRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/xem-chia-se',
  component: lazyRouteComponent(() => import('./share/SharedBookPage.tsx'), 'SharedBookPage'),
})
