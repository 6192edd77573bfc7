import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyFor, signedInRoute } from '../../shell/shell-routes.tsx'
import { stateQuery } from './auditor.queries.ts'

const audit = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/nhat-ky',
  beforeLoad: onlyFor('auditor', 'administrator'),
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(stateQuery()),
  component: lazyRouteComponent(() => import('./AuditPage.tsx'), 'AuditPage'),
})

const securityEvents = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/su-kien-an-ninh',
  beforeLoad: onlyFor('auditor', 'administrator'),
  component: lazyRouteComponent(() => import('./SecurityEventsPage.tsx'), 'SecurityEventsPage'),
})

/** The routes of who checks the log. */
export const auditorRoutes = [audit, securityEvents] as const
