import type { Provider } from 'oidc-provider'
import type { Door } from '#foundation/serve'
import type { AccessNeeds } from '../access.ts'
import type { Identification } from '../sessions/identify-caller.ts'
import { allowedAppRoutes } from './allowed-app-routes.ts'
import { appConsentRoutes } from './app-consent-routes.ts'
import { clientRoutes } from './client-routes.ts'
import { identifyClients } from './identify-client.ts'
import { smartConfigurationRoutes } from './smart-configuration.ts'

/** Everything that systems and apps come by, beside the provider itself. */
export function systemRoutes(
  door: Door,
  needs: AccessNeeds & { readonly provider: Provider; readonly forgetAll: () => void },
): void {
  smartConfigurationRoutes(door.app, needs.provider.issuer)
  appConsentRoutes(door.app, needs)
  clientRoutes(door, needs)
  allowedAppRoutes(door, needs)
}

/** Knows systems and apps by their tokens, and people as before. */
export function withClients(needs: AccessNeeds, people: Identification): Identification {
  const clients = identifyClients(needs)
  return {
    ...people,
    identify: async (request) => {
      const client = await clients.identify(request)
      return client === 'another' ? people.identify(request) : client
    },
    forgetAll: () => {
      clients.forgetAll()
      people.forgetAll()
    },
  }
}
