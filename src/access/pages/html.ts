declare const meaning: unique symbol

/** Text that is safe to stand in a page. */
export type Html = string & { readonly [meaning]: 'Html' }

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A piece of a page. Whatever is put in is escaped, unless it is a piece of a page itself; undefined and false leave nothing. */
export function html(
  pieces: TemplateStringsArray,
  ...values: readonly (string | Html | { readonly html: Html } | number | undefined | false)[]
): { readonly html: Html } {
  const text = pieces.reduce((before, piece, at) => `${before}${written(values[at - 1])}${piece}`)
  return { html: text as Html }
}

function written(value: string | { readonly html: Html } | number | undefined | false): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'object') return value.html
  return String(value).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}

export type Piece = ReturnType<typeof html>
