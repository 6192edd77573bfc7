import { isoInVietnam, parseVietnamTime } from '#vocabulary/vietnam-time'

type Known = { readonly instant: Date; readonly fhir: string } | undefined

/** A dossier says the same few times on every line: each is read once. Bounded, then begun anew. */
const KNOWN_MAX = 4_000
const known = new Map<string, Known>()

function read(text: string): Known {
  if (known.has(text)) return known.get(text)
  if (known.size >= KNOWN_MAX) known.clear()
  const time = parseVietnamTime(text)
  const iso = time.ok ? isoInVietnam(time.value) : ''
  const answer = time.ok
    ? { instant: time.value, fhir: text.length === 8 ? iso.slice(0, 10) : iso }
    : undefined
  known.set(text, answer)
  return answer
}

/** `yyyymmddHHMM` or `yyyymmdd` as an instant; undefined when empty or not a time. */
export function timeOf(text: string | undefined): Date | undefined {
  return text ? read(text)?.instant : undefined
}

/** As FHIR writes a dateTime: to the minute with offset, or the day when only the day was given. */
export function fhirTime(text: string | undefined): string | undefined {
  return text ? read(text)?.fhir : undefined
}

export function fhirDay(text: string | undefined): string | undefined {
  return fhirTime(text)?.slice(0, 10)
}
