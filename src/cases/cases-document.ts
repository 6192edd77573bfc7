import type { CaseDefinition, ClockDefinition, Party, Step } from './definition.ts'

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
    '| Bước | Từ | Đến | Ai | Phải ghi |',
    '|---|---|---|---|---|',
    `| Mở | – | ${definition.states[definition.first]?.name.vi} | ${parties(definition.open.by)} | ${fields(definition, definition.open.fields)} |`,
    ...definition.steps.map((step) => row(definition, step)),
    '',
    '| Thời hạn | Dài | Tạm dừng khi | Hết hạn thì | Căn cứ |',
    '|---|---|---|---|---|',
    ...definition.clocks.map((clock) => clockRow(definition, clock)),
    '',
  ]
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
  return `| ${step.name.vi} | ${from} | ${to} | ${parties(step.by)} | ${asks} |`
}

function parties(by: readonly Party[]): string {
  return by
    .map(({ roles, relation }) =>
      relation === 'system'
        ? RELATION.system
        : `${roles.map((role) => `\`${role}\``).join(', ')} ${RELATION[relation]}`,
    )
    .join('; ')
}

function fields(definition: CaseDefinition, uses: Step['fields']): string {
  if (uses.length === 0) return '–'
  return uses
    .map(
      ({ field, required }) =>
        `${definition.fields[field]?.label.vi}${required ? '' : ' (nếu có)'}`,
    )
    .join('; ')
}

function clockRow(definition: CaseDefinition, clock: ClockDefinition): string {
  const { term, extension } = clock
  const length = `${term.count} ${TERM[term.kind]}${extension === undefined ? '' : `, gia hạn một lần thành ${extension.count}`}`
  const pauses = clock.pausesIn.map((state) => definition.states[state]?.name.vi).join('; ') || '–'
  const then = definition.steps.find(({ id }) => id === clock.escalates)?.name.vi ?? '–'
  const source = `${clock.instrument}, ${clock.article}${clock.uncertain === undefined ? '' : ` (?) ${clock.uncertain}`}`
  return `| ${clock.name.vi} | ${length} | ${pauses} | ${then} | ${source} |`
}
