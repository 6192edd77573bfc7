import type { Trx } from '#foundation/database'
import type { Problem } from '#vocabulary/outcome'
import { type Identifier, identifiersOf } from '../identifiers.ts'
import { findHolders, type Held } from '../index-store.ts'
import type { Changed } from '../profile-change.ts'
import type { ProfileNeeds } from '../profile-needs.ts'
import { type Claim, CODE_OF_SCHEME } from '../record-version.ts'
import type { NewFile } from './open-files-store.ts'

/** What a file says after the changes of its rows. */
export type SubjectChanged = Changed & { readonly profile: NewFile['profile'] }

/** The numbers of each file that another subject holds already, or that a file before it gives. */
export async function claimsOf(
  trx: Trx,
  { definitions }: Pick<ProfileNeeds, 'definitions'>,
  changed: readonly SubjectChanged[],
): Promise<Claim[][]> {
  const numbers = changed.map(({ profile }) => identifiersOf(definitions[profile.kind], profile))
  const place = ({ scheme, value }: Pick<Identifier, 'scheme' | 'value'>) => `${scheme} ${value}`
  const held = new Map((await findHolders(trx, numbers.flat())).map((one) => [place(one), one]))
  return numbers.map((own, index) => {
    const profile = changed[index]?.profile
    const name = nameIn(profile)
    return own.flatMap((wanted): Claim[] => {
      const holder: Held | undefined = held.get(place(wanted))
      if (holder !== undefined)
        return holder.subject === profile?.subject ? [] : [{ wanted, held: holder, name }]
      const { scheme, value } = wanted
      if (profile) held.set(place(wanted), { scheme, value, subject: profile.subject, name })
      return []
    })
  })
}

function nameIn(profile: NewFile['profile'] | undefined): string {
  const found = profile?.statements.find(
    ({ section }) => section === 'identity' || section === 'administrative',
  )
  return typeof found?.values.name === 'string' ? found.values.name : ''
}

/** At which cell a number stands that another holds. */
export function problemOf({ touched }: Changed, { wanted }: Claim): Problem {
  const at = `changes[${touched.get(wanted.statement) ?? 0}].values.${wanted.field}`
  return { kind: 'conflict', code: CODE_OF_SCHEME[wanted.scheme] ?? 'registry.number-taken', at }
}
