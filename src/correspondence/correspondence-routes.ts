import { type Door, serve, serveBytes } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome } from '#vocabulary/outcome'
import * as contracts from './contract.ts'
import { reviseLetter, withdrawLetter } from './end-letter.ts'
import type { LetterNeeds } from './needs.ts'
import { numberLetter } from './number-letter.ts'
import { giveDocx, givePdf, readLetter, readLetters } from './read-letters.ts'
import { returnSignedLetter } from './return-signed-letter.ts'

/** Binds the contracts of letters. */
export function correspondenceRoutes(door: Door, needs: LetterNeeds): void {
  const shown = async (caller: Caller, letter: string, done: Outcome<unknown>) =>
    done.ok ? readLetter(needs, caller, letter) : done

  serve(door, contracts.listLetters, (caller, asked) => readLetters(needs, caller, asked))
  serve(door, contracts.readLetter, (caller, { letter }) => readLetter(needs, caller, letter))
  serveBytes(door, contracts.givePdf, (caller, { query }) => givePdf(needs, caller, query.letter))
  serveBytes(door, contracts.giveDocx, (caller, { query }) => giveDocx(needs, caller, query.letter))
  serve(door, contracts.numberLetter, async (caller, asked) =>
    shown(caller, asked.letter, await numberLetter(needs, caller, asked)),
  )
  serveBytes(door, contracts.returnSigned, async (caller, { query: { letter }, body }) => {
    const done = await returnSignedLetter(needs, caller, { letter, bytes: body })
    const view = await shown(caller, letter, done)
    if (!view.ok) return view
    const answer = JSON.stringify(contracts.LetterView.parse(view.value))
    return accept({ status: 200, contentType: 'application/json', body: answer })
  })
  serve(door, contracts.reviseLetter, async (caller, asked) => {
    const done = await reviseLetter(needs, caller, asked)
    return done.ok ? readLetter(needs, caller, done.value.letter) : done
  })
  serve(door, contracts.withdrawLetter, async (caller, asked) =>
    shown(caller, asked.letter, await withdrawLetter(needs, caller, asked)),
  )
}
