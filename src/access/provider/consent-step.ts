import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { accept, type Outcome } from '#vocabulary/outcome'
import { isProviderScope } from '../systems/client.ts'

/** An app's request that waits for the person's word. */
export type PendingConsent = {
  readonly client: string
  readonly account: string
  readonly scopes: readonly string[]
  readonly redirectUri: string
  readonly language: string
  readonly launch?: string
}

/** The request that this browser is in the middle of; undefined when it is too old, answered, or another browser's. */
export async function findConsent(
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
  uid: string,
): Promise<PendingConsent | undefined> {
  const details = await provider
    .interactionDetails(request.raw, reply.raw)
    .catch((error: unknown) => {
      // The provider tells by throwing that cookie or step are gone; anything else is ours to see.
      if (error instanceof Error && error.name === 'SessionNotFound') return undefined
      throw error
    })
  if (details === undefined || details.uid !== uid || details.prompt.name !== 'consent')
    return undefined
  const { client_id: client, scope, redirect_uri: redirectUri, ui_locales, launch } = details.params
  const account = details.session?.accountId
  if (typeof client !== 'string' || typeof redirectUri !== 'string' || account === undefined)
    return undefined
  return {
    client,
    account,
    scopes: typeof scope === 'string' ? scope.split(' ') : [],
    redirectUri,
    language: typeof ui_locales === 'string' ? ui_locales : 'vi',
    ...(typeof launch === 'string' && launch !== '' ? { launch } : {}),
  }
}

/** Gives an app what the person allowed and nothing else of what it asked; answers where the browser goes on. */
export async function finishConsent(
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
  consent: {
    readonly step: PendingConsent
    readonly resource: string
    readonly asked: readonly string[]
    readonly given: readonly string[]
    readonly seconds: number
    /** Writes it down; when it refuses, nothing is given. */
    readonly keep: (grant: string) => Promise<Outcome<undefined>>
  },
): Promise<Outcome<string>> {
  const { step, resource, asked, given } = consent
  const grant = new provider.Grant({
    accountId: step.account,
    clientId: step.client,
  })
  // The library takes its life here, though its types do not say so.
  Object.assign(grant, { expiresIn: consent.seconds })
  for (const scope of asked) {
    const isGiven = given.includes(scope)
    if (isProviderScope(scope)) {
      grant.addOIDCScope(scope)
      if (!isGiven) grant.rejectOIDCScope(scope)
    } else {
      grant.addResourceScope(resource, scope)
      if (!isGiven) grant.rejectResourceScope(resource, scope)
    }
  }
  const grantId = await grant.save()
  const kept = await consent.keep(grantId)
  if (!kept.ok) {
    await grant.destroy()
    return kept
  }
  return accept(
    await provider.interactionResult(
      request.raw,
      reply.raw,
      { consent: { grantId } },
      { mergeWithLastSubmission: true },
    ),
  )
}

/** Tells the app that the person said no; answers where the browser goes on. */
export function refuseConsent(
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  return provider.interactionResult(
    request.raw,
    reply.raw,
    { error: 'access_denied', error_description: 'the person did not allow it' },
    { mergeWithLastSubmission: false },
  )
}
