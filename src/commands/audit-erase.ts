import { eraseEvents } from '#audit'
import { allTexts } from '../all-texts.ts'
import { asLogOwner } from './audit-owner.ts'
import { WordsError } from './words.ts'

/**
 * `./mach audit erase NUMBER… --decision TEXT [--data DIR]`: removes single events that a decision asks to be removed, with a
 * signed statement; the rest of the log still verifies. 0, or 1 with the reason. For whoever may read the data folder.
 */
export function eraseAudit(
  words: readonly string[],
  decision: string,
  folder: string,
): Promise<number> {
  const numbers = words.map((word) => {
    if (!/^[1-9]\d{0,14}$/.test(word)) throw new WordsError(`${word} is no number of an event`)
    return Number(word)
  })
  if (numbers.length === 0) throw new WordsError('audit erase needs the numbers of events')
  return asLogOwner(folder, async (needs) => {
    const outcome = await eraseEvents(needs, numbers, decision)
    if (!outcome.ok) {
      const [{ code, at }] = outcome.problems
      const place = at === undefined ? '' : ` (${at})`
      process.stderr.write(`mach: ${code}${place}: ${allTexts[code]?.message.en ?? ''}\n`)
      return 1
    }
    const { events, statement } = outcome.value
    process.stdout.write(`${events} events erased, their leaves stay; statement ${statement}\n`)
    return 0
  })
}
