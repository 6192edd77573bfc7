import { inflateSync } from 'node:zlib'

/** The text of a PDF of ours: each shown string is glyph numbers of a font, which its ToUnicode map turns into letters. */
export function textOf(pdf: Buffer): string {
  const objects = new Map<string, string>()
  for (const [, id = '', body = ''] of pdf
    .toString('latin1')
    .matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(id, body)
  const maps = new Map<string, Map<string, string>>()
  for (const body of objects.values())
    for (const [, name = '', font = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g))
      maps.set(
        name,
        readToUnicode(
          streamOf(objects.get(/ToUnicode (\d+)/.exec(objects.get(font) ?? '')?.[1] ?? '') ?? ''),
        ),
      )

  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body))
  return pages
    .map((page) =>
      showText(streamOf(objects.get(/Contents (\d+)/.exec(page)?.[1] ?? '') ?? ''), maps),
    )
    .join('\n')
    .normalize('NFC')
}

function streamOf(body: string): string {
  const start = body.indexOf('stream\n') + 7
  const bytes = Buffer.from(body.slice(start, body.lastIndexOf('\nendstream')), 'latin1')
  return body.includes('FlateDecode')
    ? inflateSync(bytes).toString('latin1')
    : bytes.toString('latin1')
}

function readToUnicode(map: string): Map<string, string> {
  const letters = new Map<string, string>()
  for (const [, first = '', list = ''] of map.matchAll(
    /<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g,
  ))
    for (const [index, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/g)].entries())
      letters.set(
        (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0'),
        hex
          .replaceAll(' ', '')
          .replace(/.{4}/g, (unit) => String.fromCharCode(Number.parseInt(unit, 16))),
      )
  return letters
}

/** A new text position may be a new column: it counts as a space. */
function showText(content: string, maps: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font = ''
  let text = ''
  for (const [whole, name, shown] of content.matchAll(
    / Tm\b|\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g,
  )) {
    if (whole === ' Tm') text += ' '
    if (name !== undefined) font = name
    for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]+)>/g))
      text += hex.replace(/.{4}/g, (glyph) => maps.get(font)?.get(glyph) ?? '?')
  }
  return text.replace(/\s+/g, ' ')
}
