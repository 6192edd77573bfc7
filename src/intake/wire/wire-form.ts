/** What hospital software puts into the form of the insurance portal: every field as text, absent ones empty. */
export type WireForm = (name: string) => string

/** Fields of one form; the protocol has seven. */
const FIELDS_MAX = 50

/**
 * Reads a form-urlencoded body. Never throws: what cannot be decoded is kept as it came.
 *
 * The file is megabytes of base64, in which only three characters are ever encoded; it is decoded by these alone,
 * and a space in it is a plus sign that the sender forgot to encode.
 */
export function readWireForm(body: Buffer): WireForm {
  const fields = new Map<string, string>()
  for (const pair of body.toString('latin1').split('&', FIELDS_MAX)) {
    const [name, value] = splitAt(pair, '=')
    const key = decode(name)
    if (!fields.has(key)) fields.set(key, key === FILE ? decodeBase64Text(value) : decode(value))
  }
  return (name) => fields.get(name) ?? ''
}

const FILE = 'fileHSBase64'

/** The file of a form, or undefined when what came is not base64. */
export function fileOf(form: WireForm): Buffer | undefined {
  const text = form(FILE)
  const sound = text !== '' && text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
  return sound ? Buffer.from(text, 'base64') : undefined
}

/** About how many bytes the file of a form has, before it is decoded: base64 takes four characters for three. */
export function fileLength(form: WireForm): number {
  return (form(FILE).length * 3) / 4
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function decodeBase64Text(value: string): string {
  return value
    .replace(/%0[DA]/gi, '')
    .replace(/%2B/gi, '+')
    .replace(/%2F/gi, '/')
    .replace(/%3D/gi, '=')
    .replace(/\+| |%20/g, '+')
}

function decode(value: string): string {
  const spaced = value.replaceAll('+', ' ')
  const bytes = Buffer.from(
    spaced.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    ),
    'latin1',
  )
  return fieldText(bytes.toString('utf8'))
}

/** What cannot be anyone's name or token counts as absent: a text with U+0000, which PostgreSQL keeps in no column. */
export function fieldText(value: string): string {
  return value.includes('\0') ? '' : value
}
