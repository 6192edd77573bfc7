/** That a browser was seen is written down at most once a minute. */
export const SESSION_SEEN_SECONDS = 60

/** The one cookie of a signed-in browser. Over TLS its name binds it to this host. */
export function sessionCookieName(origin: string): string {
  return isSecure(origin) ? '__Host-mach_session' : 'mach_session'
}

export function sessionCookie(origin: string, token: string): string {
  const secure = isSecure(origin) ? '; Secure' : ''
  return `${sessionCookieName(origin)}=${token}; Path=/; HttpOnly; SameSite=Lax${secure}`
}

export function clearedSessionCookie(origin: string): string {
  return `${sessionCookie(origin, '')}; Max-Age=0`
}

/** The value of one cookie of a request, or undefined. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

export function isSecure(origin: string): boolean {
  return origin.startsWith('https:')
}
