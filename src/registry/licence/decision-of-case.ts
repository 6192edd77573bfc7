import type { LicenceDecision } from './licence-decision.ts'
import { monthsAfter } from './licence.ts'

/** What stands in the fields of a case; a field that is empty is absent or ''. */
export type CaseFields = Readonly<Record<string, string | number | undefined>>

/** Grounds as cases name them, and as the catalogue of practice does. */
const GROUNDS: Readonly<Record<string, string>> = {
  error: 'professional-error',
  ethics: 'ethics',
  health: 'health',
  unlawful: 'unlawful-file',
  'not-competent': 'ultra-vires',
  wrong: 'wrong-content',
  idle: 'not-practising-24-months',
  barred: 'barred',
  'own-wish': 'asked',
}

const KINDS = {
  'licence-issue': 'issue',
  'licence-issue-2': 'issue',
  'licence-reissue': 'reissue',
  'licence-adjust': 'adjust',
  'licence-renew': 'renew',
  'licence-suspend': 'suspend',
  'licence-revoke': 'revoke',
  'licence-resume': 'resume',
} as const
type LicenceCase = keyof typeof KINDS

/**
 * The decision that a case of a licence arrived at, from its fields when its step `decide` is taken; undefined for a case of another kind. A
 * licence that was revoked and is given again is issued; what is issued is a GPHN. `inForce`: the number in force, for a reissue under
 * another; `issuer`: the organ that decides.
 */
export function decisionOfCase(
  definition: string,
  fields: CaseFields,
  inForce?: string,
  issuer?: string,
): LicenceDecision | undefined {
  if (!isLicenceCase(definition)) return undefined
  const text = (field: string) => String(fields[field] ?? '').trim()
  const given = (field: string) => text(field) || undefined
  const kind =
    definition === 'licence-reissue' && text('ground') === 'revoked' ? 'issue' : KINDS[definition]
  const from = text('from') || text('decision-day')
  const licence = text('licence-number')
  const scopes = kind === 'issue' || kind === 'adjust' ? codesIn(text('scope')) : undefined
  return {
    kind,
    licence,
    from,
    to: kind === 'suspend' ? endOfSuspension(from, Number(fields['months'] ?? 0)) : given('to'),
    formerly: kind === 'reissue' && inForce !== licence ? inForce : undefined,
    decisionNumber: text('decision-number'),
    decidedOn: text('decision-day'),
    issuer,
    documentType: kind === 'issue' ? 'GPHN' : undefined,
    ground: kind === 'suspend' || kind === 'revoke' ? GROUNDS[text('ground')] : undefined,
    extent: kind === 'suspend' ? (text('part') === 'part' ? 'part' : 'whole') : undefined,
    scopesAffected: kind === 'suspend' ? codesIn(text('scope-part')) : undefined,
    title: given('title'),
    scopes,
    reissueFrom: given('reissue-from'),
    testDecision: given('test-number'),
    educationDone: Number(fields['education-hours'] ?? 0) > 0,
  }
}

/**
 * The field of a case whose words the decision was not taken from: a title that is no code of its list, or scopes with none of theirs or an
 * unknown one; undefined: all were understood. `knows`: whether a list has a code.
 */
export function fieldWithoutCode(
  { title, scopes, scopesAffected, extent }: LicenceDecision,
  fields: CaseFields,
  knows: (list: 'title' | 'scope', code: string) => boolean,
): 'title' | 'scope' | 'scope-part' | undefined {
  const isStated = (field: string) => String(fields[field] ?? '').trim() !== ''
  const areKnown = (codes: readonly string[] | undefined) =>
    codes !== undefined && codes.every((code) => knows('scope', code))
  if (title !== undefined && !knows('title', title)) return 'title'
  if (isStated('scope') && !areKnown(scopes)) return 'scope'
  return extent === 'part' && isStated('scope-part') && !areKnown(scopesAffected)
    ? 'scope-part'
    : undefined
}

function isLicenceCase(definition: string): definition is LicenceCase {
  return definition in KINDS
}

/** Source: Civil Code 91/2015/QH13, art. 148. */
function endOfSuspension(from: string, months: number): string | undefined {
  return months > 0 ? monthsAfter(from, months) : undefined
}

/** Codes of scopes, as people write lists of them; undefined for none. */
function codesIn(text: string): string[] | undefined {
  const codes = text.split(/[;,\s]+/).filter((code) => /^[A-Z0-9][A-Z0-9.-]{1,39}$/.test(code))
  return codes.length > 0 ? codes : undefined
}
