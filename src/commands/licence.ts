import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type CertificateWorth, verifyCertificate } from '#registry/contract'
import { readWords, tellingWords, WordsError } from './words.ts'

/** What a certificate is worth, in a word for the exit code: 0 valid, 1 no longer or never, 3 genuine but nobody knows whether it still holds. */
const EXITS = { valid: 0, expired: 1, withdrawn: 1, false: 1, unlisted: 3 } as const

const Keys = z.union([
  z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }),
  z.looseObject({ kty: z.string() }).transform((key) => ({ keys: [key] })),
])
const Listed = z.object({ statusList: z.string() })

/**
 * `./mach licence verify FILE|TEXT --key FILE [--status FILE]`: verifies a licence certificate without asking anybody. The key file is the answer of
 * `GET /look-up/keys`, the status file that of `GET /look-up/status-list` (or its text alone), fetched within the last day.
 */
export function licence(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const { values, rest } = readWords(words, ['key', 'status'], [])
    const [what, given] = rest
    const { key, status } = values
    if (what !== 'verify' || given === undefined || rest.length > 2)
      throw new WordsError('licence knows: verify FILE|TEXT --key FILE [--status FILE]')
    if (key === undefined)
      throw new WordsError('--key FILE is needed: the published keys (GET /look-up/keys)')
    const text = isCertificate(given) ? given : await readFile(given, 'utf8')
    const worth = await verifyCertificate(text, {
      keys: Keys.parse(JSON.parse(await readFile(key, 'utf8'))),
      statusList: status === undefined ? undefined : statusIn(await readFile(status, 'utf8')),
      now: new Date(),
    })
    process.stdout.write(describe(worth))
    return EXITS[worth.is]
  })
}

/** Three parts of base64url, as nobody calls a file. */
function isCertificate(text: string): boolean {
  return /^[\w-]{20,}\.[\w-]{20,}\.[\w-]{20,}$/.test(text.trim())
}

function statusIn(text: string): string {
  if (!text.trimStart().startsWith('{')) return text.trim()
  return Listed.parse(JSON.parse(text)).statusList
}

const SAID = {
  valid: 'còn hiệu lực (valid)',
  unlisted:
    'thật, nhưng không có danh sách trạng thái của hôm nay để biết còn hiệu lực (genuine; whether it still holds is not known)',
  expired: 'đã hết hạn (expired)',
  withdrawn: 'không còn hiệu lực: đình chỉ, thu hồi hoặc đã thay (withdrawn)',
  false: 'không phải giấy phép do hệ thống ký, hoặc đã bị sửa (false)',
} as const

function describe(worth: CertificateWorth): string {
  if (worth.is === 'false') return `${SAID.false}\n`
  const { name, licence: paper, iss, iat, exp } = worth.claims
  const lines = [
    SAID[worth.is],
    `${name} · ${paper.number} · ${paper.type}${paper.title === undefined ? '' : ` · ${paper.title}`}`,
    `phạm vi (scopes): ${paper.scopes.join(', ') || '–'}`,
    ...(paper.without.length === 0
      ? []
      : [`đang đình chỉ (suspended): ${paper.without.join(', ')}`]),
    `${iss}, ${dayOf(iat)}${exp === undefined ? '' : ` – ${dayOf(exp - 1)}`}`,
  ]
  return `${lines.join('\n')}\n`
}

function dayOf(seconds: number): string {
  const inVietnam = new Date((seconds + 7 * 3_600) * 1_000).toISOString().slice(0, 10)
  return inVietnam.split('-').reverse().join('/')
}
