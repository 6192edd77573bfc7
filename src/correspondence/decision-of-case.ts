import type { LetterBlock } from '#documents'
import { addressedTo, type CaseFacts } from './case-facts.ts'
import type { LetterToDraft } from './draft-letter.ts'
import { citedInFull } from './letter-catalogue.ts'

/** Steps that decide on a licence. */
const DECIDING: Readonly<Record<string, RegExp>> = {
  decide: /^(?:licence|operating-licence)-/,
  lift: /^operating-licence-suspend$/,
}

/** What belongs to how the decision came about, and not into its text. */
const ASIDE =
  /^(?:decision|fee|minutes|inspection|test|profile)-|^(?:note|opinion|accepts|published-at|facts|answer|reason|from|education-hours)$/

/** The decision that a step on a licence is; undefined for another step. */
export function decisionOf(facts: CaseFacts): LetterToDraft | undefined {
  const { taken, definition, organ, whom, beside } = facts
  if (DECIDING[taken.step]?.test(taken.case.definition) !== true) return undefined
  const isLift = taken.step === 'lift'
  const what = isLift ? `Chấm dứt ${definition.name.vi.toLowerCase()}` : definition.name.vi
  const number = fieldOf(facts, 'decision-number')
  const day = fieldOf(facts, 'decision-day')
  const from = fieldOf(facts, 'from')
  const isStated = number !== '' && day !== '' && !isLift
  const body: LetterBlock[] = [
    {
      kind: 'article',
      text: [`${what} đối với ${whom}, với nội dung sau:`, ...contentLines(facts)],
    },
    {
      kind: 'article',
      text: [
        `Quyết định này có hiệu lực kể từ ngày ${from === '' || isLift ? 'ký' : inVietnamese(from)}.`,
      ],
    },
    {
      kind: 'article',
      text: [
        `${beside === undefined ? whom : `${whom}, ${beside}`} và các đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.`,
      ],
    },
  ]
  return {
    kind: 'decision',
    authority: organ.authority,
    ...addressedTo(taken),
    abstract: `Về việc ${what.charAt(0).toLowerCase()}${what.slice(1)}`,
    addressees: [],
    grounds: groundsOf(facts),
    body,
    recipients: ['Như Điều 3', 'Lưu: VT'],
    ...(isStated ? { stated: { number: withSymbol(number, organ.symbol), day } } : {}),
  }
}

function fieldOf({ taken }: CaseFacts, field: string): string {
  return taken.fields[field]?.trim() ?? ''
}

/** A number alone gets the symbol of decisions. */
function withSymbol(number: string, symbol: string): string {
  return number.includes('/') ? number : `${number}/QĐ-${symbol}`
}

function groundsOf(facts: CaseFacts): string[] {
  const { definition, taken } = facts
  const [minutes, day] = [fieldOf(facts, 'minutes-number'), fieldOf(facts, 'minutes-day')]
  return [
    ...citedInFull(definition.instrument).map((one) => `Căn cứ ${one}`),
    ...(minutes === ''
      ? []
      : [
          `Căn cứ Biên bản số ${minutes}${day === '' ? '' : ` ngày ${inVietnamese(day)}`} của hội đồng`,
        ]),
    `Xét hồ sơ “${definition.name.vi}” mã ${taken.case.id}`,
  ]
}

/** What was decided, field by field as the definition orders them. */
function contentLines(facts: CaseFacts): string[] {
  return Object.entries(facts.definition.fields).flatMap(([name, field]) => {
    const value = fieldOf(facts, name)
    if (value === '' || ASIDE.test(name) || field.kind === 'accept') return []
    const choice =
      field.kind === 'choice'
        ? field.choices.find(({ code }) => code === value)?.label.vi
        : undefined
    const text = choice ?? (field.kind === 'day' ? inVietnamese(value) : value)
    return [`- ${field.label.vi}: ${text};`]
  })
}

function inVietnamese(day: string): string {
  return day.split('-').reverse().join('/')
}
