import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { signedInRoute } from '../../shell/shell-routes.tsx'

const duties = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/chuc-trach',
  component: lazyRouteComponent(() => import('./DutiesPage.tsx'), 'DutiesPage'),
})

export const dutiesRoutes = [duties] as const
