// A system proves who it is (RFC 7523). Node 16 or newer, nothing else; any other language does the same in as many lines.
//   node client-assertion.mjs new-key FILE                makes a key, keeps it in FILE, prints its public half
//   node client-assertion.mjs sign FILE CLIENT ISSUER     prints an assertion that is good once, for a minute
import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

const [, , task, file, client, issuer] = process.argv
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')

if (task === 'new-key') {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  writeFileSync(file, JSON.stringify(privateKey.export({ format: 'jwk' })), { mode: 0o600 })
  console.log(JSON.stringify(publicKey.export({ format: 'jwk' })))
} else {
  const key = createPrivateKey({ key: JSON.parse(readFileSync(file, 'utf8')), format: 'jwk' })
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: client, sub: client, aud: issuer, jti: randomUUID(), iat: now, exp: now + 60 }
  const text = `${part({ alg: 'ES256', typ: 'JWT' })}.${part(claims)}`
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' })
  console.log(`${text}.${signature.toString('base64url')}`)
}
