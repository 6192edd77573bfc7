import type { CarryOut, CaseCaller, CaseNeeds, TakenStep } from '#cases'
import type { LetterBlock } from '#documents'
import type { Trx } from '#foundation/database'
import { isRole } from '#vocabulary/caller'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome } from '#vocabulary/outcome'
import { addressedTo, type CaseFacts } from './case-facts.ts'
import { decisionOf } from './decision-of-case.ts'
import { draftLetter, type LetterToDraft } from './draft-letter.ts'
import { citedInFull, findOrgan } from './letter-catalogue.ts'
import { authorityOf, type LetterNeeds } from './needs.ts'

/** The work on files and licences; questions of people about their own data bring about no letters of an authority. */
const WORK = /^(?:facility|practitioner|licence|operating-licence|registration)-/

/** Who answers for an authority. */
const OFFICERS = new Set<string>([
  'department-officer',
  'department-head',
  'ministry-officer',
  'traditional-officer',
])

/**
 * Draws up a letter when a step of a case asks for one, in the transaction of the step: a request for a supplement with every defect when an authority
 * returns a file, a decision when it decides on a licence. Other steps bring about none. An authority that issues no letters here has none drawn up.
 */
export function lettersOfCases(needs: Pick<LetterNeeds, 'now' | 'random'>): CarryOut {
  return async (trx, caller, taken, cases) => {
    const { definition: id } = taken.case
    const authority = authorityOfStep(caller)
    const organ = authority === undefined ? undefined : findOrgan(authority)
    if (organ === undefined || !WORK.test(id) || !isRole(caller.role)) return accept(undefined)
    const definition = cases.definitions.ofCase(taken.case)
    const facts = { taken, definition, organ, ...(await partiesOf(trx, taken, cases)) }
    const asked = decisionOf(facts) ?? supplementOf(facts, cases)
    if (asked === undefined) return accept(undefined)
    const { account, name, role, address } = caller
    const by = { account, name, role, address }
    return drafted(await draftLetter(trx, needs, by, asked))
  }
}

function drafted(told: Outcome<unknown>): Outcome<undefined> {
  return told.ok ? accept(undefined) : told
}

function authorityOfStep({ role, province }: CaseCaller): string | undefined {
  if (!OFFICERS.has(role) || !isRole(role)) return undefined
  return authorityOf({ role, ...(province === undefined ? {} : { province }) })
}

/** Cases about a person, who may well carry the facility where they practise. */
const ABOUT_A_PERSON = /^(?:practitioner|licence)-/

type Parties = Pick<CaseFacts, 'whom' | 'beside'>

/** Whoever asks for an account is known only by what was written in the request; undefined for another case. */
function askingForAccount({ case: { definition }, fields }: TakenStep): Parties | undefined {
  const { name, 'facility-code': code, 'head-name': head } = fields
  if (!name) return undefined
  if (definition === 'practitioner-account') return { whom: `Ông (bà) ${name}`, beside: undefined }
  if (definition !== 'facility-account') return undefined
  const whom = code ? `${name} (mã ${code})` : name
  return { whom, beside: head ? `Ông (bà) ${head}, người đứng đầu` : undefined }
}

/**
 * Whom a letter about a case concerns, and who else has to do with it. A licence to practise and the file of a practitioner concern the person, and
 * the facility where they practise stands beside; a registration is asked for by the facility, and the person stands beside.
 */
async function partiesOf(trx: Trx, taken: TakenStep, cases: CaseNeeds): Promise<Parties> {
  const asking = askingForAccount(taken)
  if (asking !== undefined) return asking
  const { case: found } = taken
  const { practitioner, facility } = found
  const person = practitioner && (await personName(trx, practitioner, cases))
  const place = facility && (await placeName(facility, cases))
  const [whom, beside] = ABOUT_A_PERSON.test(found.definition) ? [person, place] : [place, person]
  if (whom !== undefined) return { whom, beside }
  return { whom: beside ?? 'Người nộp hồ sơ', beside: undefined }
}

async function placeName(facility: string, cases: CaseNeeds): Promise<string> {
  const code = parseFacilityCode(facility)
  const name = code.ok ? await cases.facilityName(code.value) : undefined
  return name ?? `Cơ sở ${facility}`
}

async function personName(trx: Trx, practitioner: string, cases: CaseNeeds): Promise<string> {
  const name = (await cases.practitionerNames?.(trx, [practitioner]))?.get(practitioner)
  return name === undefined
    ? `Ông (bà) có số định danh kết thúc bằng ${practitioner.slice(-4)}`
    : `Ông (bà) ${name}`
}

/** The request for a supplement that a return is: all defects, each at its field. Source: Decree 96/2023/NĐ-CP (one request that names everything). */
function supplementOf(
  { taken, definition, organ, whom, beside }: CaseFacts,
  cases: CaseNeeds,
): LetterToDraft | undefined {
  const { defects = [], case: found } = taken
  if (defects.length === 0) return undefined
  const { places } = definition
  const labelOf = (field: string) =>
    definition.fields[field]?.label ??
    (places === undefined ? undefined : cases.places?.label(places.list, field))
  const rows = defects.map(({ field, reason }, index) => [
    String(index + 1),
    labelOf(field)?.vi ?? field,
    reason,
  ])
  const isRegistration = found.definition.startsWith('registration-')
  const ofWhom = isRegistration && beside !== undefined ? ` của ${beside}` : ''
  // Either may mend the file of a practitioner; a licence is asked for by the person alone.
  const isForBoth = /^(?:practitioner-|facility-account$)/.test(found.definition)
  const body: LetterBlock[] = [
    {
      kind: 'paragraph',
      text: `Sau khi xem xét hồ sơ “${definition.name.vi}”${ofWhom} (mã vụ việc ${found.id}), ${organ.name} đề nghị ${whom} bổ sung, hoàn thiện tất cả các nội dung sau:`,
    },
    { kind: 'table', heads: ['TT', 'Nội dung', 'Lý do, yêu cầu'], rows, widths: [1, 5, 8] },
    {
      kind: 'paragraph',
      text: `Căn cứ: ${[...citedInFull(definition.instrument), definition.article].join('; ')}.`,
    },
    {
      kind: 'paragraph',
      text: 'Thời hạn giải quyết tạm dừng từ khi trả lại cho đến khi nhận được hồ sơ bổ sung. Đề nghị nộp bổ sung tại vụ việc trên hệ thống.',
    },
  ]
  return {
    kind: 'supplement-request',
    authority: organ.authority,
    ...addressedTo(taken),
    abstract: `yêu cầu bổ sung hồ sơ “${definition.name.vi}”`,
    addressees: isForBoth && beside !== undefined ? [whom, beside] : [whom],
    body,
  }
}
