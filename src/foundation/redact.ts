/** A line of a log is no letter: what is longer is cut. */
const CHARACTERS_MAX = 4_000

const STRUCK = '[…]'

/** What is struck wherever it stands: in the order in which it is looked for. */
const SECRETS: readonly RegExp[] = [
  // user:password@ of an address
  /(?<=:\/\/)[^\s/@]+@/g,
  // tokens: JSON Web Tokens, Bearer and Basic credentials, long runs that no word is
  /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
  /\b(?:bearer|basic|dpop)\s+[\w.~+/=-]+/gi,
  /\b(?=[\w+/-]*\d)(?=[\w+/-]*[A-Za-z])[\w+/-]{32,}={0,2}/g,
  /\b(?:password|passphrase|secret|token|csrf|cookie|mat_khau)["']?\s*[=:]\s*\S+/gi,
  // people: insurance cards (two letters, 13 digits), citizen numbers (12), insurance numbers and telephones (9 to 13)
  /\b[A-Z]{2}\d{13}\b/gi,
  /\b\d{9,15}\b/g,
  /[^\s@<>"'=]+@[^\s@<>"']+\.[a-z]{2,}/gi,
  // XML of a dossier
  /<[^>]{1,200}>[^<]*<\/[^>]{1,200}>/g,
]

/** In quotes stand names of things, which stay, and values, which go. */
const QUOTED = /"([^"\n]*)"|'([^'\n]*)'/g
const NAME_OF_A_THING = /^[a-z_][\w.\-/:]{0,80}$/

/**
 * Strikes from a text whatever looks like a person or a secret. Struck too much is better than too little: a log is for
 * finding a fault, and accounts, codes and counts stay readable.
 */
export function redact(text: string): string {
  let left = text.slice(0, CHARACTERS_MAX)
  for (const secret of SECRETS) left = left.replace(secret, STRUCK)
  return left.replace(QUOTED, (whole, double?: string, single?: string) => {
    const inside = double ?? single ?? ''
    return inside === '' || NAME_OF_A_THING.test(inside) ? whole : `"${STRUCK}"`
  })
}
