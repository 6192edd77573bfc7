import type { Bilingual } from '#vocabulary/bilingual'
import type { Finding } from '#vocabulary/finding'
import { READING_TEXTS, type ReadingCode } from './reading-texts.ts'

/** Where the form of the file is laid down. */
const SOURCE = 'QĐ 130/QĐ-BYT 2023; QĐ 4750/QĐ-BYT 2023; QĐ 3176/QĐ-BYT 2024'

/** One finding about the form of a file. `detail` (a name, a line and column) is put at the end of the sentence. */
export function readingFinding(code: ReadingCode, at: string, detail?: Bilingual): Finding {
  const text = READING_TEXTS[code]
  return {
    rule: `dossier-xml.${code}`,
    severity: text.severity,
    at,
    message: filled(text.message, detail),
    remedy: text.remedy,
    source: SOURCE,
  }
}

/** Whether a finding means that the file could not be read: such a dossier is refused at every door. */
export function isUnreadable(finding: Finding): boolean {
  return UNREADABLE.has(finding.rule)
}

/** What a finding of reading says in general, without line or name. Undefined for another rule. */
export function readingMessage(rule: string): Bilingual | undefined {
  return MESSAGES.get(rule)
}

const MESSAGES = new Map<string, Bilingual>(
  Object.entries(READING_TEXTS).map(([code, { message }]) => [`dossier-xml.${code}`, message]),
)

const UNREADABLE: ReadonlySet<string> = new Set(
  Object.entries(READING_TEXTS)
    .filter(([, text]) => text.unreadable)
    .map(([code]) => `dossier-xml.${code}`),
)

function filled(text: Bilingual, detail: Bilingual | undefined): Bilingual {
  if (!detail) return text
  const put = (sentence: string, what: string) => `${sentence.replace(/\.$/, '')} (${what}).`
  return { vi: put(text.vi, detail.vi), en: put(text.en, detail.en) }
}
