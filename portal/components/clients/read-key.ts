type HandedKey =
  | { readonly jwk: Record<string, string | string[]> }
  | { readonly certificate: string }

/** A public key or certificate as somebody pasted it; undefined when it is neither. The server judges what is in it. */
export function readKey(text: string): HandedKey | undefined {
  if (text.trim().startsWith('-----BEGIN CERTIFICATE-----')) return { certificate: text.trim() }
  const jwk = readJwk(text)
  return jwk && { jwk }
}

/** A public key as JSON; undefined when it is no object. */
export function readJwk(text: string): Record<string, string | string[]> | undefined {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined
    return Object.fromEntries(
      Object.entries(read).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value]] : [],
      ),
    )
  } catch {
    return undefined
  }
}
