import type { FastifyInstance } from 'fastify'

const CAPABILITIES = [
  'launch-ehr',
  'launch-standalone',
  'client-public',
  'client-confidential-asymmetric',
  'sso-openid-connect',
  'context-banner',
  'context-ehr-patient',
  'context-ehr-encounter',
  'context-standalone-patient',
  'permission-offline',
  'permission-patient',
  'permission-user',
  'permission-v2',
]

/** What SMART apps ask for first: where to sign in and what this server can do. Source: SMART App Launch 2.2, conformance. */
export function smartConfiguration(issuer: string): Readonly<Record<string, unknown>> {
  return {
    issuer,
    jwks_uri: `${issuer}/jwks`,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    revocation_endpoint: `${issuer}/token/revocation`,
    pushed_authorization_request_endpoint: `${issuer}/request`,
    token_endpoint_auth_methods_supported: [
      'private_key_jwt',
      'tls_client_auth',
      'self_signed_tls_client_auth',
      'none',
    ],
    token_endpoint_auth_signing_alg_values_supported: [
      'RS384',
      'ES384',
      'RS256',
      'PS256',
      'ES256',
      'EdDSA',
    ],
    dpop_signing_alg_values_supported: ['ES256', 'ES384', 'EdDSA', 'RS256', 'PS256'],
    tls_client_certificate_bound_access_tokens: true,
    authorization_response_iss_parameter_supported: true,
    grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: [
      'openid',
      'fhirUser',
      'offline_access',
      'launch',
      'launch/patient',
      'patient/*.rs',
      'user/*.rs',
      'system/*.rs',
    ],
    capabilities: CAPABILITIES,
  }
}

const PATHS = ['/.well-known/smart-configuration', '/fhir/.well-known/smart-configuration']

export function smartConfigurationRoutes(app: FastifyInstance, issuer: string): void {
  const configuration = smartConfiguration(issuer)
  for (const path of PATHS)
    app.get(path, (_request, reply) =>
      reply
        .header('cache-control', 'public, max-age=300')
        // Anybody may read where to sign in, from a page of any origin.
        .header('access-control-allow-origin', '*')
        .send(configuration),
    )
}
