import { mayPractise, type PracticeMemory, type PracticeReason, PRACTICE_RULES } from '#registry'
import type { Bilingual } from '#vocabulary/bilingual'
import type { DossierTables } from '#vocabulary/dossier-tables'
import type { Finding } from '#vocabulary/finding'
import { type PracticeMention, practiceMentions } from './practice-mentions.ts'

/** Findings of this kind in one dossier: more people than that do not act in one visit without licence. */
const FINDINGS_MAX = 100

/** The rules of practice, each with what to do. */
export const PRACTICE_RULE_IDS = [
  'practice.not-licensed',
  'practice.not-registered',
  'practice.outside-hours',
  'practice.facility-stopped',
] as const
type PracticeRule = (typeof PRACTICE_RULE_IDS)[number]

/** What an authority decided counts whether the file around it was reviewed or not. */
const DECIDED = new Set(['licence-suspended', 'licence-revoked', 'right-withdrawn', 'deceased'])

type Found = { readonly mention: PracticeMention; readonly reason: PracticeReason; count: number }

/**
 * Warns of whoever ordered, prescribed or performed without being licensed, without being registered here, or outside the registered hours
 * at that time. One finding for each person and reason, at its first place. Never an error; what the registry does not know, or knows from a
 * file that nobody has reviewed, warns of nothing.
 *
 * Source: Law 15/2023/QH15, art. 27, 34-38; Decree 90/2026/NĐ-CP, art. 38-39.
 */
export async function practiceFindings(
  memory: PracticeMemory,
  facility: string,
  tables: DossierTables,
): Promise<Finding[]> {
  const mentions = practiceMentions(tables)
  if (mentions.length === 0) return []
  const recalled = await memory.recall(
    facility,
    mentions.map(({ licence }) => licence),
  )
  const { minutes: graceMinutes } = PRACTICE_RULES.exceptions.grace
  const judged = new Map<string, readonly PracticeReason[]>()
  const found = new Map<string, Found>()
  for (const mention of mentions) {
    const { licence, instant, circumstances } = mention
    const practitioner = recalled.practitioner(licence)
    if (!practitioner) continue
    const subject = practitioner.facts.subject
    const same = `${subject} ${instant.getTime()} ${circumstances.join()}`
    const against =
      judged.get(same) ??
      mayPractise(
        practitioner.facts,
        { facility, instant, circumstances, graceMinutes },
        recalled.place,
      ).reasons.filter(
        ({ weighs, code }) =>
          weighs === 'against' && (practitioner.basis === 'published' || DECIDED.has(code)),
      )
    judged.set(same, against)
    for (const reason of against) {
      const key = `${subject} ${reason.code}`
      const before = found.get(key)
      if (before) before.count += 1
      else if (found.size < FINDINGS_MAX) found.set(key, { mention, reason, count: 1 })
    }
  }
  return [...found.values()].map(findingOf)
}

function findingOf({ mention: { at, licence }, reason, count }: Found): Finding {
  const rule = ruleOf(reason.code)
  const [vi, en] = [reason.text.vi.replace(/\.$/, ''), reason.text.en.replace(/\.$/, '')]
  const more =
    count > 1 ? { vi: ` (${count} chỗ trong hồ sơ)`, en: ` (${count} places)` } : { vi: '', en: '' }
  return {
    rule,
    severity: 'warning',
    at,
    message: {
      vi: `${shown(licence)}: ${vi}${more.vi}.`,
      en: `${shown(licence)}: ${en}${more.en}.`,
    },
    remedy: REMEDIES[rule],
    source: reason.source,
  }
}

/** Characters of a licence number that a message repeats. */
const SHOWN_MAX = 60

function shown(licence: string): string {
  return `“${licence.slice(0, SHOWN_MAX)}”`
}

function ruleOf(code: PracticeReason['code']): PracticeRule {
  if (code === 'facility-stopped') return 'practice.facility-stopped'
  if (code === 'outside-hours') return 'practice.outside-hours'
  return code.startsWith('licence') || code === 'right-withdrawn' || code === 'deceased'
    ? 'practice.not-licensed'
    : 'practice.not-registered'
}

const REMEDIES: Readonly<Record<PracticeRule, Bilingual>> = {
  'practice.not-licensed': {
    vi: 'Kiểm tra người hành nghề và giấy phép; nếu hệ thống ghi sai, đề nghị cơ quan cấp phép sửa hồ sơ người hành nghề.',
    en: 'Check practitioner and licence; where the registry is wrong, ask the licensing body to correct the file.',
  },
  'practice.not-registered': {
    vi: 'Gửi đăng ký hành nghề của người này tại cơ sở, hoặc ghi đúng mã người thực hiện.',
    en: 'Send this person’s registration at the facility, or name who really acted.',
  },
  'practice.outside-hours': {
    vi: 'Cập nhật thời gian đăng ký hành nghề hoặc phiên trực; kiểm tra thời điểm y lệnh.',
    en: 'Bring the registered hours or duty shifts up to date; check the time of the order.',
  },
  'practice.facility-stopped': {
    vi: 'Kiểm tra tình trạng giấy phép hoạt động của cơ sở tại thời điểm này.',
    en: 'Check the facility’s operating licence at that time.',
  },
}

const TITLES: Readonly<Record<PracticeRule, Bilingual>> = {
  'practice.not-licensed': {
    vi: 'Người hành nghề không có giấy phép còn hiệu lực tại thời điểm thực hiện',
    en: 'No licence in force at the time of the act',
  },
  'practice.not-registered': {
    vi: 'Người hành nghề chưa đăng ký hành nghề tại cơ sở',
    en: 'Not registered to practise at the facility',
  },
  'practice.outside-hours': {
    vi: 'Thực hiện ngoài thời gian đăng ký hành nghề',
    en: 'Done outside the registered hours',
  },
  'practice.facility-stopped': {
    vi: 'Cơ sở không được hoạt động tại thời điểm này',
    en: 'The facility might not practise at that time',
  },
}

/** What a rule of practice is called without any dossier's values. Undefined for another rule. */
export function practiceMessage(rule: string): Bilingual | undefined {
  return PRACTICE_RULE_IDS.filter((one) => one === rule).map((one) => TITLES[one])[0]
}
