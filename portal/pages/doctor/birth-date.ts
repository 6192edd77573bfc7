/** Reads `08/03/1958`, `8/3/1958` or `1958` as `1958-03-08` or `1958`; undefined for anything else. */
export function readBirthDate(text: string): string | undefined {
  const typed = text.trim()
  if (/^(19|20)\d{2}$/.test(typed)) return typed
  const [, day = '', month = '', year = ''] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d{2})$/.exec(typed) ?? []
  if (year === '') return undefined
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const isReal = !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso)
  return isReal ? iso : undefined
}
