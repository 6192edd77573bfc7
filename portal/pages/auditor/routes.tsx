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

/** The routes of who checks the log. */
export const auditorRoutes = [audit] as const
