/**
 * Asks a Mạch in demo mode on this machine for a bearer token of one of its demo accounts.
 * Throws with the reason when there is none, for instance because the server is not in demo mode.
 */
export async function demoToken(origin: string, account: string): Promise<string> {
  const answer = await fetch(`${origin}/demo/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account }),
  }).catch(() => undefined)
  if (answer === undefined)
    throw new Error(`no Mạch answers at ${origin}; is ./mach up --demo running?`)
  const content: unknown = await answer.json().catch(() => undefined)
  if (
    answer.ok &&
    typeof content === 'object' &&
    content !== null &&
    'token' in content &&
    typeof content.token === 'string'
  )
    return content.token
  throw new Error(`no token for ${account}: ${JSON.stringify(content)}`)
}
