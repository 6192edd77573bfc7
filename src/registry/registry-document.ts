import type { FieldDefinition, ProfileDefinition, SectionDefinition } from './profile-definition.ts'

const WRITERS = {
  practitioner: 'người hành nghề',
  facility: 'cơ sở',
  authority: 'cơ quan quản lý',
  process: 'bước của vụ việc',
} as const

const SENSITIVITIES = {
  public: 'công khai',
  official: 'cơ quan, cơ sở liên quan',
  private: 'bản thân, người xét duyệt',
} as const

const TYPES = {
  text: 'chữ',
  code: 'mã',
  codes: 'nhiều mã',
  day: 'ngày',
  number: 'số',
  'yes-no': 'có/không',
  slots: 'giờ trong tuần',
} as const

/** What the files of facilities and practitioners consist of, as markdown: what docs/registry.md holds. */
export function registryDocument(definitions: readonly ProfileDefinition[]): string {
  return [
    '# Hồ sơ cơ sở và người hành nghề: mục, trường, căn cứ',
    '',
    'Tệp này được sinh từ `catalogues/registry`; không sửa bằng tay. Sinh lại: `npm run test -- src/registry/registry-document -u`.',
    '',
    '*Every section and field of the files of facilities and practitioners, generated from their definition. The same definition judges on the server, counts completeness and names the places to which a return may point. “(?)” marks what is not certain about a source.*',
    '',
    ...definitions.flatMap(chapter),
  ].join('\n')
}

function chapter(definition: ProfileDefinition): string[] {
  const { title, version, sections } = definition
  return [
    `## ${title.vi} (bản ${version})`,
    '',
    `*${title.en}.*`,
    '',
    ...Object.entries(sections).flatMap(([id, section]) => part(definition, id, section)),
  ]
}

function part(definition: ProfileDefinition, id: string, section: SectionDefinition): string[] {
  const { label, cardinality, dated, required, writers, source, uncertain, fields } = section
  const kept = [
    cardinality === 'one' ? 'một' : 'nhiều',
    ...(dated ? ['có ngày bắt đầu, kết thúc'] : []),
    ...(required ? [`bắt buộc từ ${dayWritten(required.from)}`] : []),
  ]
  return [
    `### ${label.vi} (\`${id}\`)`,
    '',
    `*${label.en}.* ${kept.join('; ')}. Ai ghi: ${writers.map((one) => WRITERS[one]).join(', ')}. Căn cứ: ${source}${mark(uncertain)}.`,
    '',
    '| Trường | Kiểu | Bắt buộc | Ai được xem | Xem lại sau | Căn cứ |',
    '|---|---|---|---|---|---|',
    ...Object.entries(fields).map(([name, field]) => row(definition, name, field)),
    '',
  ]
}

function row(definition: ProfileDefinition, name: string, field: FieldDefinition): string {
  const { label, sensitivity, reviewDays, source, uncertain } = field
  const cells = [
    `${label.vi} (\`${name}\`)`,
    typeWritten(definition, field),
    requiredWritten(field.required),
    SENSITIVITIES[sensitivity],
    reviewDays === undefined ? '–' : `${reviewDays} ngày`,
    `${source}${mark(uncertain)}`,
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function typeWritten(definition: ProfileDefinition, field: FieldDefinition): string {
  const type = TYPES[field.type]
  if (field.type === 'text') return `${type}, đến ${field.maxLength} ký tự`
  if (!('list' in field)) return type
  const list = definition.lists[field.list]
  const official = list?.terminology
  return official === undefined
    ? `${type}: ${(list?.codes ?? []).map(({ code }) => `\`${code}\``).join(', ')}`
    : `${type} của danh mục \`${official}\``
}

function requiredWritten(required: FieldDefinition['required']): string {
  if (required === undefined) return '–'
  const from = `từ ${dayWritten(required.from)}`
  return required.when === undefined
    ? from
    : `${from}, khi \`${required.when.section}.${required.when.field}\` là ${required.when.in.join(', ')}`
}

function dayWritten(day: string): string {
  return day.split('-').toReversed().join('/')
}

function mark(uncertain: string | undefined): string {
  return uncertain === undefined ? '' : ' (?)'
}
