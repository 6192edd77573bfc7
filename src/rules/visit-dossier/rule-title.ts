import type { Bilingual } from '#vocabulary/bilingual'
import type { VisitRule } from './rule-forms.ts'
import { WRITTEN_COST_TITLES } from './written-cost-titles.ts'
import { WRITTEN_TITLES } from './written-titles.ts'

/**
 * The name of a rule in one plain line, without any dossier's values: for statistics and lists of rules.
 *
 * Written where the message needs its values to be a sentence; elsewhere the message without them, with the table
 * that the rule is about.
 */
export function titleOfRule({ id, message }: Pick<VisitRule, 'id' | 'message'>): Bilingual {
  const written = WRITTEN_TITLES[id] ?? WRITTEN_COST_TITLES[id]
  return written ?? { vi: derived(id, message.vi), en: derived(id, message.en) }
}

/** A value with the marks around it, and what leads to it: ` = “{value}”`, ` ({from} – {to})`, ` on {day}`. */
const VALUE = / (?:vào|on) \{day\}| ?(?:= )?(?:“\{\w+\}”|\(\{\w+\}(?: – \{\w+\})?\)|\{\w+\})/g

/** That a list counts by the day of the visit goes without saying in a title. */
const BY_DAY = / (?:có hiệu lực vào ngày của hồ sơ|in force on the day of the visit)$/

function derived(id: string, message: string): string {
  const bare = message.replace(VALUE, '').trim().replace(/\.$/, '').replace(BY_DAY, '')
  const table = /\.(xml\d+|checkin)-/.exec(id)?.[1]?.toUpperCase()
  if (table === undefined || bare.includes(table)) return bare
  return /^[A-Z][A-Z\d]*_/.test(bare) ? `${table}.${bare}` : `${table}: ${bare}`
}
