import { textOf } from '../profile.ts'
import { type FieldDefinition, isRequired, type Scheme } from '../profile-definition.ts'
import { identifiersOf } from '../identifiers.ts'
import type { JudgedFile } from './judged-file.ts'
import type { Checked, Failure } from './quality-checks.ts'
import type { QualityRule } from './quality-method.ts'

/**
 * Every required field of what holds. A section that is missing fails by as many fields as it would be asked for, so that whoever begins to fill
 * it in never stands worse than before.
 */
export function fieldsPresent(
  file: JudgedFile,
  rule: QualityRule,
  rules: readonly QualityRule[],
): Checked {
  const named = new Set(
    rules.flatMap((one) => (one.check === rule.check ? (one.sections ?? []) : [])),
  )
  const sections = Object.entries(file.definition.sections).filter(([name]) =>
    rule.sections === undefined ? !named.has(name) : rule.sections.includes(name),
  )
  let asked = 0
  const failures: Failure[] = []
  for (const [section, defined] of sections) {
    const fields = Object.entries(defined.fields)
      .filter(([, field]) => isAsked(file, field.required))
      .map(([field]) => field)
    const statements = file.bySection.get(section) ?? []
    if (statements.length === 0 && isAsked(file, defined.required)) {
      const count = Math.max(1, fields.length)
      asked += count
      failures.push({ section, count })
    }
    for (const { id: statement, values } of statements) {
      asked += fields.length
      for (const field of fields)
        if (values[field] === undefined) failures.push({ section, statement, field })
    }
  }
  return { asked, failures }
}

/** What depends on a field that is not filled in is asked for, so that filling in that field takes nothing away. */
function isAsked({ held, day }: JudgedFile, required: FieldDefinition['required']): boolean {
  if (required?.when === undefined) return isRequired(required, held, day)
  const { when, ...always } = required
  const first = held.statements.find(({ section }) => section === when.section)
  return isRequired(textOf(first, when.field) === undefined ? always : required, held, day)
}

/** Of each group of schemes one number at least. */
export function identifiersPresent({ definition, held }: JudgedFile, rule: QualityRule): Checked {
  const groups = rule.schemes ?? []
  const present = new Set(identifiersOf(definition, held).map(({ scheme }) => scheme))
  const failing = groups.filter((group) => !group.some((scheme) => present.has(scheme)))
  return { asked: groups.length, failures: failing.map(([scheme]) => placeOf(definition, scheme)) }
}

/** The section and the field in which a number of a scheme is written. */
function placeOf({ sections }: JudgedFile['definition'], scheme: Scheme | undefined): Failure {
  for (const [section, { fields }] of Object.entries(sections))
    for (const [field, defined] of Object.entries(fields))
      if (defined.type === 'text' && defined.scheme === scheme) return { section, field }
  return {}
}
