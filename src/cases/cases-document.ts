import type { CaseDefinition, ClockDefinition, Condition, Party, Step } from './definition.ts'

const RELATION: Readonly<Record<Party['relation'], string>> = {
  subject: 'người liên quan',
  practitioner: 'người hành nghề được nói đến',
  opener: 'người mở vụ việc',
  facility: 'của cơ sở được hỏi',
  province: 'của cơ quan quản lý (tỉnh; 97 quân đội, 98 công an, 00 Bộ)',
  ministry: 'khi thuộc Bộ (00)',
  platform: 'của hệ thống, khi không thuộc cơ sở nào',
  nation: 'của hệ thống',
  system: 'tự động',
}

const TERM: Readonly<Record<ClockDefinition['term']['kind'], string>> = {
  hours: 'giờ',
  'calendar-days': 'ngày',
  'working-days': 'ngày làm việc',
  months: 'tháng',
}

/** Every kind of case for people, with its diagram, as markdown: what docs/cases.md holds. */
export function casesDocument(definitions: readonly CaseDefinition[]): string {
  return [
    '# Vụ việc: trạng thái, bước, thẩm quyền và thời hạn',
    '',
    'Tệp này được sinh từ `catalogues/cases`; không sửa bằng tay. Sinh lại: `npm run test -- src/cases/cases-document -u`.',
    '',
    '*Every kind of case, generated from its definition. The same definition decides on the server, gives the portal its buttons and the tests their walks. “(?)” marks what is not certain about a source.*',
    '',
    ...definitions.flatMap(chapter),
  ].join('\n')
}

function chapter(definition: CaseDefinition): string[] {
  const { id, version, name, about, validFrom, instrument, article } = definition
  return [
    `## ${name.vi} (\`${id}\`, bản ${version})`,
    '',
    `*${name.en}.* ${about.vi}`,
    '',
    `Căn cứ: ${instrument}, ${article}${definition.uncertain === undefined ? '' : ' (?)'}. Áp dụng từ ${validFrom}.`,
    '',
    ...diagram(definition),
    '',
    ...traitLines(definition),
    '| Bước | Từ | Đến | Ai | Phải ghi, phải có | Điều kiện |',
    '|---|---|---|---|---|---|',
    `| Mở | – | ${definition.states[definition.first]?.name.vi} | ${parties(definition, definition.open.by)} | ${fields(definition, definition.open.fields)} | – |`,
    ...definition.steps.map((step) => row(definition, step)),
    '',
    '| Thời hạn | Dài | Tạm dừng khi | Hết hạn thì | Nhắc | Căn cứ |',
    '|---|---|---|---|---|---|',
    ...definition.clocks.map((clock) => clockRow(definition, clock)),
    '',
  ]
}

/** What our own code hands in when it opens a case, for whoever writes that code. */
function traitLines({ traits }: CaseDefinition): string[] {
  const lines = Object.entries(traits).map(([id, { label, required, choices }]) => {
    const codes = choices?.map(({ code }) => `\`${code}\``).join(', ') ?? 'mã của danh mục'
    return `\`${id}\` (${label.vi}: ${codes}${required ? '' : '; nếu có'})`
  })
  return lines.length === 0 ? [] : [`Đặc điểm khi mở: ${lines.join('; ')}.`, '']
}

function diagram(definition: CaseDefinition): string[] {
  const states = Object.entries(definition.states)
  const key = (state: string) => state.replaceAll('-', '_')
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...states.map(([id, { name }]) => `  state "${name.vi}" as ${key(id)}`),
    `  [*] --> ${key(definition.first)}`,
    ...definition.steps.flatMap(({ from, to, name }) =>
      from.map((state) => `  ${key(state)} --> ${key(to)}: ${name.vi}`),
    ),
    ...states.filter(([, { kind }]) => kind === 'closed').map(([id]) => `  ${key(id)} --> [*]`),
    '```',
  ]
}

function row(definition: CaseDefinition, step: Step): string {
  const from = step.from.map((state) => definition.states[state]?.name.vi).join('; ')
  const to = definition.states[step.to]?.name.vi
  const asks = step.returns ? 'tất cả các điểm cần bổ sung' : fields(definition, step.fields)
  const papers = attachments(definition, step)
  const needs = papers === '' ? asks : `${asks}; giấy tờ: ${papers}`
  return `| ${step.name.vi} (\`${step.id}\`) | ${from} | ${to} | ${parties(definition, step.by)} | ${needs} | ${conditions(definition, step)} |`
}

function parties(definition: CaseDefinition, by: readonly Party[]): string {
  return by
    .map(({ roles, relation, traits }) => {
      if (relation === 'system') return RELATION.system
      const only = Object.entries(traits ?? {}).map(([trait, value]) =>
        whenText(definition, [{ trait, is: [value] }]),
      )
      const whom = `${roles.map((role) => `\`${role}\``).join(', ')} ${RELATION[relation]}`
      return [whom, ...only].join(' ')
    })
    .join('; ')
}

function fields(definition: CaseDefinition, uses: Step['fields']): string {
  if (uses.length === 0) return '–'
  return uses
    .map(({ field, required, when }) =>
      [
        `${definition.fields[field]?.label.vi}${required ? '' : ' (nếu có)'}`,
        ...(when === undefined ? [] : [whenText(definition, when)]),
      ].join(' '),
    )
    .join('; ')
}

function attachments(definition: CaseDefinition, step: Step): string {
  return step.attachments
    .map(({ attachment, required, when }) => {
      const { label, uncertain } = definition.attachments[attachment] ?? {}
      const words = `${label?.vi}${uncertain === undefined ? '' : ' (?)'}${required ? '' : ' (nếu có)'}`
      return [words, ...(when === undefined ? [] : [whenText(definition, when)])].join(' ')
    })
    .join('; ')
}

/** What stands in the way of a step, in words. */
function conditions(definition: CaseDefinition, step: Step): string {
  const nameOf = (id: string) => definition.steps.find((one) => one.id === id)?.name.vi ?? id
  const most = step.atMost
  const lines = [
    ...(step.when === undefined ? [] : [whenText(definition, step.when)]),
    ...step.after.map(({ step: id, when }) =>
      [`sau “${nameOf(id)}”`, ...(when === undefined ? [] : [whenText(definition, when)])].join(
        ' ',
      ),
    ),
    ...(step.stepUp ? ['xác nhận lại danh tính ngay trước khi làm'] : []),
    ...step.apart.map((id) => `không phải người đã làm “${nameOf(id)}”`),
    ...(most === undefined
      ? []
      : [`nhiều nhất ${most.times} lần${most.within === 'stay' ? ' mỗi vòng' : ''}`]),
    ...(step.againBy.length === 0 ? [] : [`trả lại lần nữa: ${parties(definition, step.againBy)}`]),
    ...(step.bulk ? ['làm được hàng loạt'] : []),
  ]
  return lines.length === 0 ? '–' : lines.join('; ')
}

function whenText(definition: CaseDefinition, when: readonly Condition[]): string {
  const words = when.map(({ trait, field, is, isNot }) => {
    const known = field === undefined ? undefined : definition.fields[field]
    const subject = trait === undefined ? known : definition.traits[trait]
    const choices = subject !== undefined && 'choices' in subject ? subject.choices : undefined
    const values = (is ?? isNot ?? []).map(
      (value) => choices?.find(({ code }) => code === value)?.label.vi ?? value,
    )
    return `${subject?.label.vi} ${is === undefined ? 'không phải' : 'là'} ${values.join(' / ')}`
  })
  return `(khi ${words.join(', ')})`
}

function clockRow(definition: CaseDefinition, clock: ClockDefinition): string {
  const { term, extension } = clock
  const length = `${term.count} ${TERM[term.kind]}${extension === undefined ? '' : `, gia hạn một lần thành ${extension.count}`}`
  const pauses = clock.pausesIn.map((state) => definition.states[state]?.name.vi).join('; ') || '–'
  const then = definition.steps.find(({ id }) => id === clock.escalates)?.name.vi ?? '–'
  const reminded = clock.reminds.map((one) => RELATION[one]).join('; ') || '–'
  const source = `${clock.instrument}, ${clock.article}${clock.uncertain === undefined ? '' : ` (?) ${clock.uncertain}`}`
  return `| ${clock.name.vi} | ${length} | ${pauses} | ${then} | ${reminded} | ${source} |`
}
