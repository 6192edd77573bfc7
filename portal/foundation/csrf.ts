import { CSRF_HEADER } from '#access/contract'

let token: string | undefined

/** Keeps the token that the session came with; every request that changes something must show it. */
export function keepCsrfToken(value: string | undefined): void {
  token = value
}

export function csrfHeaders(): Record<string, string> {
  return token === undefined ? {} : { [CSRF_HEADER]: token }
}
