import type { PortalSettings } from './settings.ts'

type Token = { readonly username: string; readonly passwordHash: string; readonly expiresAt: Date }

export type Tokens = {
  readonly take: (username: string, passwordHash: string) => object
  /** Whether the pair is ours, still good, and the password the one it was taken with. */
  readonly isGood: (accessToken: string, idToken: string, passwordHash: string) => boolean
  readonly clear: () => void
}

/** A demo portal: every account with a well-formed MD5 gets a token. What it was taken with is remembered. */
export function openTokens(settings: PortalSettings): Tokens {
  const tokens = new Map<string, Token & { readonly idToken: string }>()
  const word = () => Buffer.from(settings.random(24)).toString('base64url')

  const take = (username: string, passwordHash: string) => {
    if (!username || !/^[0-9A-F]{32}$/.test(passwordHash))
      return { maKetQua: '401', thongDiep: 'Sai tên đăng nhập hoặc mật khẩu', APIKey: null }
    const expiresAt = new Date(settings.now().getTime() + settings.tokenSeconds * 1000)
    const accessToken = word()
    const idToken = word()
    tokens.set(accessToken, { username, passwordHash, expiresAt, idToken })
    return {
      maKetQua: '200',
      APIKey: {
        access_token: accessToken,
        id_token: idToken,
        token_type: 'bearer',
        username,
        expires_in: expiresAt.toISOString(),
      },
    }
  }

  const isGood = (accessToken: string, idToken: string, passwordHash: string) => {
    const token = tokens.get(accessToken)
    if (!token) return false
    const expired = token.expiresAt <= settings.now()
    if (expired) tokens.delete(accessToken)
    return !expired && token.idToken === idToken && token.passwordHash === passwordHash
  }

  return { take, isGood, clear: () => tokens.clear() }
}
