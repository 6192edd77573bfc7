import { AFTER_BIRTH, ORDERS } from '../judge-profile.ts'
import { textOf } from '../profile.ts'
import type { JudgedFile } from './judged-file.ts'
import type { Checked, Failure } from './quality-checks.ts'

type Pair = Failure & { readonly first: string | undefined; readonly second: string | undefined }

/** Days in their order: nothing ends before it begins, no paper is older than its holder, no licence older than the first diploma. */
export function dayOrder({ held, bySection }: JudgedFile): Checked {
  const birth = textOf(bySection.get('identity')?.[0], 'birthDate')
  const pairs = held.statements.flatMap((one): Pair[] => {
    const place = { section: one.section, statement: one.id }
    const inOrder = ORDERS.filter(([section]) => section === one.section).map(
      ([, first, second]) => ({
        ...place,
        field: second,
        first: textOf(one, first),
        second: textOf(one, second),
      }),
    )
    const afterBirth = AFTER_BIRTH.filter(([section]) => section === one.section).map(
      ([, field]) => ({ ...place, field, first: birth, second: textOf(one, field) }),
    )
    return [...inOrder, ...afterBirth]
  })
  const known = [...pairs, ...diplomaBeforeLicence(bySection)].filter(
    ({ first, second }) => first !== undefined && second !== undefined,
  )
  const failures = known
    .filter(({ first = '', second = '' }) => second < first)
    .map(({ first: _first, second: _second, ...place }) => place)
  return { asked: known.length, failures }
}

/** The first diploma against the first licence: later ones of both are common. */
function diplomaBeforeLicence(bySection: JudgedFile['bySection']): Pair[] {
  const firstOf = (section: string) =>
    (bySection.get(section) ?? [])
      .filter((one) => textOf(one, 'issuedOn') !== undefined)
      .toSorted((one, other) =>
        (textOf(one, 'issuedOn') ?? '') < (textOf(other, 'issuedOn') ?? '') ? -1 : 1,
      )[0]
  const [diploma, licence] = [firstOf('training'), firstOf('licence')]
  if (diploma === undefined || licence === undefined) return []
  return [
    {
      section: 'licence',
      statement: licence.id,
      field: 'issuedOn',
      first: textOf(diploma, 'issuedOn'),
      second: textOf(licence, 'issuedOn'),
    },
  ]
}
