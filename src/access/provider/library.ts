/** The one door to the library: the provider, and the refusals that it knows how to answer. */
export { errors, Provider } from 'oidc-provider'
