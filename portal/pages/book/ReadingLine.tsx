import { AskAboutReading } from '../../components/cases/AskAboutReading.tsx'
import { Mark } from '../../components/Notice.tsx'
import { formatTime } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages as shellMessages } from '../../shell/shell.messages.ts'
import style from './access.module.css'
import { messages } from './book.messages.ts'
import { EntryProof } from './EntryProof.tsx'
import type { Reading } from './readings.ts'

/** One sitting of one reader: who, for which facility, what, on what ground and for what purpose. */
export function ReadingLine({
  reading,
  of,
}: {
  readonly reading: Reading
  /** For whom one acts; absent: the own log. */
  readonly of: string | undefined
}) {
  const say = useMessages(messages)
  const { roles } = useMessages(shellMessages)
  const { newest: entry, whats } = reading
  const seen = [...whats].map(([what, times]) => {
    const word = wordFor(say.whats, what)
    return times > 1 ? `${word} (${say.timesToday(times)})` : word
  })
  const why = [
    entry.purpose !== undefined && wordFor(say.purposes, entry.purpose),
    entry.ground !== undefined && !entry.own && wordFor(say.grounds, entry.ground),
  ].filter((part) => part !== false)
  return (
    <li className={style.reading} data-refused={entry.action === 'refused' || undefined}>
      <span className={`${style.time} numbers`}>{formatTime(entry.at)}</span>
      <div className={style.who}>
        <strong>{entry.through ?? (entry.own ? say.you : entry.name)}</strong>
        {!entry.own && (
          <span className={style.note}>
            {[
              entry.through !== undefined && say.through(entry.name),
              wordFor({ ...roles, ...say.otherRoles }, entry.role),
              entry.facility?.name,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
        <span>
          {actionWord(say.actions, entry)} {seen.join(', ')}
        </span>
        <div className={style.actions}>
          {!entry.own && entry.role !== 'system' && (
            <AskAboutReading entry={entry.position} reader={entry.name} of={of} />
          )}
          <EntryProof entry={entry.position} of={of} />
        </div>
      </div>
      {why.length > 0 && <Mark tone={entry.own ? 'plain' : 'note'}>{why.join(' · ')}</Mark>}
    </li>
  )
}

/** To make a dossier is to send it: some actions have their own word for some things. */
function actionWord(
  words: Readonly<Record<string, string>>,
  { action, what }: Reading['newest'],
): string {
  return words[`${action} ${what}`] ?? wordFor(words, action)
}

/** A word for a code; a code without a word is shown as it is, never hidden. */
function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code
}
