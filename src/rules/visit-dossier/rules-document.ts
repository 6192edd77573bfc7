import { furtherFindings } from '../engine/findings.ts'
import type { Day } from '../engine/rule.ts'
import { noDictionary, notLoaded } from './notices.ts'
import { checkInRules, dossierRules } from './pack.ts'
import type { VisitRule } from './rule-forms.ts'
import { titleOfRule } from './rule-title.ts'

const SEVERITY = { error: 'Lỗi', warning: 'Cảnh báo' } as const
const CONFIDENCE = { certain: '', practice: 'thực hành', uncertain: '(?)' } as const

/** The list of all rules for people, as markdown: what docs/rules.md holds. */
export function rulesDocument(): string {
  const dossier = new Set(dossierRules)
  const checkInOnly = checkInRules.filter((rule) => !dossier.has(rule))
  return `${[
    '# Quy tắc kiểm tra hồ sơ khám bệnh, chữa bệnh',
    '',
    'Tệp này được sinh từ gói quy tắc `src/rules/visit-dossier`; không sửa bằng tay. Sinh lại: `npm run test -- src/rules -u`.',
    '',
    '*All rules of the visit dossier, generated from the pack. “thực hành” = what checkers do; “(?)” = one source only. Neither ever refuses.*',
    '',
    `${dossierRules.length} quy tắc cho hồ sơ (XML1–XML15), ${checkInOnly.length} quy tắc riêng cho check-in.`,
    '',
    settingsChapter(),
    ...outsideThePack(),
    ...chapter('Hồ sơ', dossierRules),
    ...chapter('Check-in', checkInOnly),
  ].join('\n')}\n`
}

function settingsChapter(): string {
  return [
    '## Cấu hình',
    '',
    'Người vận hành bật, tắt hoặc đổi mức của từng quy tắc theo ngày kết thúc đợt khám bằng tệp JSON:',
    '',
    '```json',
    '{ "version": "syt-51-2026-11", "switches": [',
    '  { "rule": "tables.summary-for-every-visit", "on": false, "from": "2026-11-01", "to": "2026-12-31", "reason": "Công văn …" } ] }',
    '```',
    '',
  ].join('\n')
}

/** What is said without a rule of the pack: no dictionary, a list that is not loaded, an answer cut short. */
function outsideThePack(): readonly string[] {
  const notices = [
    ['Lỗi', noDictionary],
    ['Thông báo', notLoaded('icd10')],
    ['Thông báo', furtherFindings],
  ] as const
  return [
    '## Ngoài gói quy tắc',
    '',
    '| Mã | Mức | Nội dung |',
    '|---|---|---|',
    ...notices.map(
      ([weight, { rule, message }]) =>
        `| \`${rule}\` | ${weight} | ${message.vi}<br>*${message.en}* |`,
    ),
    '',
    'Mỗi danh mục chưa nạp cho ngày của hồ sơ có một thông báo `lists.not-loaded.<danh mục>`.',
    '',
  ]
}

function chapter(title: string, rules: readonly VisitRule[]): readonly string[] {
  const families = new Map<string, VisitRule[]>()
  for (const rule of rules) {
    const family = rule.id.split('.')[0] ?? ''
    families.set(family, [...(families.get(family) ?? []), rule])
  }
  return [...families].flatMap(([family, members]) => [
    `## ${title}: ${family}`,
    '',
    '| Mã | Tên | Mức | Hiệu lực | Căn cứ | Nội dung |',
    '|---|---|---|---|---|---|',
    ...members.map(line),
    '',
  ])
}

function line(rule: VisitRule): string {
  const weight = [
    SEVERITY[rule.severity],
    CONFIDENCE[rule.confidence],
    rule.off ? 'mặc định tắt' : '',
  ].filter((part) => part !== '')
  const title = titleOfRule(rule)
  const cells = [
    `\`${rule.id}\``,
    `${title.vi}<br>*${title.en}*`,
    weight.join(', '),
    validity(rule.validFrom, rule.validTo),
    rule.instrument,
    `${rule.message.vi}<br>*${rule.message.en}*`,
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function validity(from: Day | undefined, to: Day | undefined): string {
  if (from === undefined && to === undefined) return 'mọi ngày'
  return [from && `từ ${readable(from)}`, to && `đến ${readable(to)}`].filter(Boolean).join(' ')
}

function readable(day: Day): string {
  return day.split('-').reverse().join('/')
}
