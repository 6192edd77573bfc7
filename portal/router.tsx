import { createRouter } from '@tanstack/react-router'
import { Waiting } from './components/Waiting.tsx'
import { queryClient } from './foundation/query-client.ts'
import { parseAddress, writeAddress } from './foundation/search.ts'
import { accountRoutes } from './pages/account/routes.tsx'
import { administrationRoutes } from './pages/administration/routes.tsx'
import { bookPrivacyRoutes, sharedBookRoute } from './pages/book/privacy-routes.tsx'
import { auditorRoutes } from './pages/auditor/routes.tsx'
import { bookRoutes } from './pages/book/routes.tsx'
import { departmentRoutes } from './pages/department/routes.tsx'
import { doctorRoutes } from './pages/doctor/routes.tsx'
import { dutiesRoutes } from './pages/duties/routes.tsx'
import { facilityRoutes } from './pages/facility/routes.tsx'
import { listsRoutes } from './pages/lists/routes.tsx'
import { licencesRoutes, publicLicencesRoutes } from './pages/licences/routes.tsx'
import { lookUpRoutes } from './pages/look-up/routes.tsx'
import { outsideRoutes } from './pages/outside/routes.tsx'
import { identityRoutes } from './pages/identity/routes.tsx'
import { ownFileRoutes } from './pages/own-file/routes.tsx'
import { papersRoutes } from './pages/papers/routes.tsx'
import { practiceRoutes } from './pages/practice/routes.tsx'
import { privacyRoutes, publicPrivacyRoutes } from './pages/privacy/routes.tsx'
import { dataQualityRoutes } from './pages/data-quality/routes.tsx'
import { programmesRoutes } from './pages/programmes/routes.tsx'
import { reviewRoutes } from './pages/review/routes.tsx'
import { PageFailed } from './shell/PageFailed.tsx'
import { arrivalRoute, landingRoute, rootRoute, signedInRoute } from './shell/shell-routes.tsx'

/** Every address of the portal. Addresses are Vietnamese words; the server's own paths are English. */
const routeTree = rootRoute.addChildren([
  landingRoute,
  sharedBookRoute,
  ...publicPrivacyRoutes,
  ...lookUpRoutes,
  ...publicLicencesRoutes,
  signedInRoute.addChildren([
    arrivalRoute,
    ...facilityRoutes,
    ...departmentRoutes,
    ...administrationRoutes,
    ...accountRoutes,
    ...auditorRoutes,
    ...bookRoutes,
    ...bookPrivacyRoutes,
    ...doctorRoutes,
    ...ownFileRoutes,
    ...practiceRoutes,
    ...privacyRoutes,
    ...reviewRoutes,
    ...identityRoutes,
    ...dutiesRoutes,
    ...listsRoutes,
    ...outsideRoutes,
    ...papersRoutes,
    ...dataQualityRoutes,
    ...programmesRoutes,
    ...licencesRoutes,
  ]),
])

export const router = createRouter({
  routeTree,
  context: { queryClient },
  parseSearch: parseAddress,
  stringifySearch: writeAddress,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: Waiting,
  defaultErrorComponent: PageFailed,
  defaultPendingMs: 300,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
