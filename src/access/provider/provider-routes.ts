import type { FastifyInstance } from 'fastify'
import type { Provider } from 'oidc-provider'
import { PROVIDER_PATH } from './open-provider.ts'

/**
 * Hands everything below /oidc to the provider, body unread. Host and protocol are stated by our own origin,
 * so that neither a proxy in between nor a forged header changes what it says of itself.
 */
export function providerRoutes(app: FastifyInstance, provider: Provider, origin: string): void {
  const { host, protocol } = new URL(origin)
  const answer = provider.callback()
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.all(`${PROVIDER_PATH}/*`, async (request, reply) => {
      reply.hijack()
      const { raw } = request
      raw.headers['x-forwarded-host'] = host
      raw.headers['x-forwarded-proto'] = protocol.slice(0, -1)
      raw.headers['x-forwarded-for'] = request.ip
      Object.assign(raw, { originalUrl: raw.url })
      raw.url = raw.url?.slice(PROVIDER_PATH.length) ?? '/'
      await answer(raw, reply.raw)
    })
  })
}
