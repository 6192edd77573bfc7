import type { OfficialLetter } from '#documents'
import type { Letter, Signer } from './letter.ts'
import { findOrgan, kindOf, numberText } from './letter-catalogue.ts'

/** A letter as it is set on paper. Without a number and a signer it has dotted lines in their place. */
export function letterOnPaper(letter: Letter, signer: Signer | undefined): OfficialLetter {
  const { kind, content, authority, id } = letter
  const organ = findOrgan(authority)
  if (organ === undefined) throw new Error(`a letter of ${authority}, which issues none`)
  const { superior, name, place } = organ
  const { title } = kindOf(kind)
  const day = letter.day ?? content.stated?.day
  return {
    organ: { name, place, ...(superior === undefined ? {} : { superior }) },
    number: letter.number ?? content.stated?.number ?? numberText(organ, kind, undefined),
    ...(day === undefined ? {} : { day }),
    ...(title === undefined ? {} : { title }),
    ...(kind === 'decision' ? { deciding: organ.deciding } : {}),
    abstract: content.abstract,
    grounds: content.grounds,
    addressees: content.addressees,
    body: content.body,
    recipients: content.recipients,
    signer: signer ?? { title: organ.head },
    code: codeOf(id),
  }
}

/** What is printed at the foot: short enough to be read over the telephone. */
function codeOf(id: string): string {
  const bare = id.replaceAll('-', '').toUpperCase()
  return `${bare.slice(0, 12)}-${bare.slice(-6)}`
}
