import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { MEANS, type Proof } from '../factors/factor.ts'
import { HOUSE_SCOPE, PORTAL_CLIENT } from './open-provider.ts'

/** A sign-in that the provider waits for. */
export type ProviderStep = { readonly account: string; readonly language: string }

/** The sign-in that this browser is in the middle of; undefined when it is too old, finished, or another browser's. */
export async function findStep(
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
  uid: string,
): Promise<ProviderStep | undefined> {
  const details = await provider
    .interactionDetails(request.raw, reply.raw)
    .catch((error: unknown) => {
      // The provider tells by throwing that cookie or step are gone; anything else is ours to see.
      if (error instanceof Error && error.name === 'SessionNotFound') return undefined
      throw error
    })
  if (details === undefined || details.uid !== uid || details.prompt.name !== 'login')
    return undefined
  const { login_hint: account, ui_locales: language } = details.params
  return {
    account: typeof account === 'string' ? account : '',
    language: typeof language === 'string' ? language : 'vi',
  }
}

/** Tells the provider who signed in, and by what; answers where the browser goes on. */
export function finishStep(
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
  account: string,
  proof: Proof,
): Promise<string> {
  return provider.interactionResult(
    request.raw,
    reply.raw,
    {
      login: {
        accountId: account,
        remember: false,
        amr: [...proof.means],
        acr: String(proof.assurance),
      },
    },
    { mergeWithLastSubmission: false },
  )
}

/** What the provider knows of a sign-in that our portal just redeemed. */
export type SignInKnown = Proof & { readonly sessionUid?: string }

/** The provider's session that an access token came from, and what was proved in it. The token itself is of no more use and ends. */
export async function spendAccessToken(provider: Provider, value: string): Promise<SignInKnown> {
  const token = await provider.AccessToken.find(value)
  await token?.destroy()
  const uid = token?.sessionUid
  const session = uid === undefined ? undefined : await provider.Session.findByUid(uid)
  const means = MEANS.filter((one) => session?.amr?.includes(one))
  const assurance = session?.acr === '3' ? 3 : session?.acr === '2' ? 2 : 1
  return { means, assurance, ...(uid === undefined ? {} : { sessionUid: uid }) }
}

/** An access token for an account that no browser signed in, good for so many seconds. */
export async function mintAccessToken(
  provider: Provider,
  accountId: string,
  seconds: number,
): Promise<string> {
  const client = await provider.Client.find(PORTAL_CLIENT)
  if (client === undefined) throw new Error('the portal’s own client is missing')
  const grant = new provider.Grant({ accountId, clientId: PORTAL_CLIENT })
  grant.addOIDCScope(HOUSE_SCOPE)
  const grantId = await grant.save()
  const token = new provider.AccessToken({
    accountId,
    client,
    grantId,
    gty: 'demo',
    scope: HOUSE_SCOPE,
    expiresIn: seconds,
  })
  return token.save()
}
