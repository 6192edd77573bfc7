import type { FileShown } from '../../components/file/file.queries.ts'
import { Notice } from '../../components/Notice.tsx'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './standing.messages.ts'

/** What keeps a practitioner or a facility from acting: said before everything else. Nothing while the licence is in force. */
export function Standing({ file }: { readonly file: FileShown }) {
  const say = useMessages(messages)
  const { head, licence } = file
  if (head.kind === 'facility')
    return head.standing === 'open' ? null : (
      <Notice tone="warn" title={say.facility[head.standing]} />
    )
  if (licence === undefined || licence.state === 'valid') return null
  const { number, state, from, to, decision } = licence
  const details = [
    // A licence that has expired did so on its last day.
    ...(state === 'expired' ? [] : [say.from(formatDay(from))]),
    ...(to === undefined ? [] : [say.to(formatDay(to))]),
    ...(decision === undefined ? [] : [say.decision(decision)]),
  ]
  return (
    <Notice tone="warn" title={`${say.licence(number)}: ${say.states[state].toLowerCase()}`}>
      {details.length > 0 && details.join(' ')}
    </Notice>
  )
}
