import { type Door, serve } from '#foundation/serve'
import { accept } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import { endAllowedApp } from './allow-app.ts'
import { listAppGrants } from './app-grant-store.ts'
import { stateOf } from './client.ts'
import { listClients } from './client-store.ts'
import * as contracts from './contract.ts'
import { launchApp } from './launch-app.ts'
import { sayScope } from './scope-words.ts'

type Needs = AccessNeeds & { readonly forgetAll: () => void }

/** So many apps are shown to choose from. */
const APPS_MAX = 200

/** What a person allowed apps, and how a doctor opens one. */
export function allowedAppRoutes(door: Door, needs: Needs): void {
  serve(door, contracts.listOwnApps, async (caller) =>
    accept({ apps: await ownApps(needs, caller.account) }),
  )
  serve(door, contracts.endOwnApp, async (caller, { grant }) => {
    const ended = await endAllowedApp(needs, caller, grant)
    if (ended.ok) needs.forgetAll()
    return ended
  })
  serve(door, contracts.listLaunchableApps, async () => {
    const apps = await listClients(needs.database, { kinds: ['app'], limit: APPS_MAX })
    return accept({
      apps: apps
        .filter((app) => app.launchUri !== undefined && stateOf(app) === 'open')
        .map(({ id, name, publisher }) => ({ client: id, name, publisher })),
    })
  })
  serve(door, contracts.launchApp, (caller, asked) => launchApp(needs, caller, asked))
}

async function ownApps(needs: Needs, account: string) {
  const grants = await listAppGrants(needs.database, account, needs.now())
  return grants.map(({ id, client, name, publisher, scopes, grantedAt, until }) => ({
    grant: id,
    client,
    name,
    publisher,
    scopes: scopes.map((scope) => ({ scope, ...sayScope(scope) })),
    grantedAt: grantedAt.toISOString(),
    until: until.toISOString(),
  }))
}
