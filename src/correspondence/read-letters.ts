import { z } from 'zod'
import { renderOfficialLetter, writeOfficialLetter } from '#documents'
import { inReading, type Trx } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { BytesAnswer } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import type { listLetters as listing, LetterLine, LetterView } from './contract.ts'
import { type Letter, type LetterEvent, Signer } from './letter.ts'
import { findOrgan, kindOf } from './letter-catalogue.ts'
import { letterOnPaper } from './letter-on-paper.ts'
import { countLetters, findFile, listEvents, listLetters } from './letter-store.ts'
import { authorityOf, type LetterNeeds, letterScopeOf, readableLetter } from './needs.ts'

/** Letters on one page. */
const PAGE = 50

/** The letters that a caller may read, the newest first. */
export async function readLetters(
  { database }: Pick<LetterNeeds, 'database'>,
  caller: Caller,
  { state, kind, before }: z.output<typeof listing.request>,
): Promise<Outcome<z.input<typeof listing.response>>> {
  const found = await withScope(database, letterScopeOf(caller), (trx) =>
    Promise.all([
      listLetters(trx, {
        state,
        kind,
        before: before !== undefined && isRecordId(before) ? before : undefined,
        limit: PAGE + 1,
      }),
      countLetters(trx),
    ]),
  )
  const [letters, counts] = found
  const page = letters.slice(0, PAGE)
  const next = letters.length > PAGE ? page.at(-1)?.id : undefined
  return accept({
    letters: page.map(lineOf),
    counts,
    issues: authorityOf(caller) !== undefined,
    ...(next === undefined ? {} : { next }),
  })
}

/** One letter with its history. Refuses `correspondence.unknown`. */
export async function readLetter(
  { database }: Pick<LetterNeeds, 'database'>,
  caller: Caller,
  id: string,
): Promise<Outcome<LetterView>> {
  return inReading(database, async (trx) => {
    const found = await readableLetter(trx, caller, id)
    return found.ok ? accept(await viewOf(trx, caller, found.value)) : found
  })
}

/**
 * The bytes of a letter as PDF: the signed file once there is one, else the one that was given out, else a draft. Refuses `correspondence.unknown`.
 */
export async function givePdf(
  { database, now }: LetterNeeds,
  caller: Caller,
  id: string,
): Promise<Outcome<BytesAnswer>> {
  return inReading(database, async (trx) => {
    const found = await readableLetter(trx, caller, id)
    if (!found.ok) return found
    const { value: letter } = found
    const kept =
      (await findFile(trx, letter.id, 'signed')) ?? (await findFile(trx, letter.id, 'given'))
    const body =
      kept?.body ??
      (await renderOfficialLetter(letterOnPaper(letter, undefined), { printedAt: now() }))
    return accept(answer(letter, body, 'pdf'))
  })
}

/** The letter as DOCX, for its own authority. Refuses `correspondence.unknown`, `correspondence.not-yours`. */
export async function giveDocx(
  { database }: Pick<LetterNeeds, 'database'>,
  caller: Caller,
  id: string,
): Promise<Outcome<BytesAnswer>> {
  return inReading(database, async (trx) => {
    const found = await readableLetter(trx, caller, id)
    if (!found.ok) return found
    const { value: letter } = found
    if (letter.authority !== authorityOf(caller))
      return refuse('forbidden', 'correspondence.not-yours')
    const signer = signerIn(await listEvents(trx, letter.id))
    return accept(answer(letter, await writeOfficialLetter(letterOnPaper(letter, signer)), 'docx'))
  })
}

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

function answer({ id, number }: Letter, body: Buffer, form: keyof typeof TYPES): BytesAnswer {
  const name = (number ?? `du-thao-${id.slice(0, 8)}`)
    .replaceAll(/[đĐ]/g, 'D')
    .replaceAll(/[^\w-]+/g, '-')
  return {
    status: 200,
    contentType: TYPES[form],
    body,
    headers: { 'content-disposition': `attachment; filename="${name}.${form}"` },
  }
}

function signerIn(events: readonly LetterEvent[]): Signer | undefined {
  const numbered = events.find(({ kind }) => kind === 'numbered')
  const read = Signer.safeParse(numbered?.detail['signer'])
  return read.success ? read.data : undefined
}

function lineOf(letter: Letter): LetterLine {
  const { id, kind, state, content, number, day, issuedAt, authority } = letter
  return {
    id,
    kind,
    kindName: kindOf(kind).name,
    state,
    organ: findOrgan(authority)?.name ?? authority,
    abstract: content.abstract,
    addressees: content.addressees,
    draftedAt: letter.draftedAt.toISOString(),
    draftedBy: letter.author.name,
    ...(number === undefined ? {} : { number }),
    ...(day === undefined ? {} : { day }),
    ...(issuedAt === undefined ? {} : { issuedAt: issuedAt.toISOString() }),
  }
}

async function viewOf(trx: Trx, caller: Caller, letter: Letter): Promise<LetterView> {
  const isOwn = letter.authority === authorityOf(caller)
  const events = await listEvents(trx, letter.id)
  return {
    ...lineOf(letter),
    content: letter.content,
    // Whom it is addressed to sees who signed it, and not how it came about.
    events: events
      .filter(
        ({ kind }) => isOwn || kind === 'signed' || kind === 'withdrawn' || kind === 'replaced',
      )
      .map(happeningOf),
    head: findOrgan(letter.authority)?.head ?? '',
    acts: isOwn && caller.rights.has('letter.write') ? ACTS[letter.state] : [],
    ...(letter.replaces === undefined ? {} : { replaces: letter.replaces }),
  }
}

const ACTS = {
  draft: ['number', 'revise', 'withdraw'],
  awaiting: ['return', 'revise', 'withdraw'],
  issued: ['revise', 'withdraw'],
  withdrawn: [],
  replaced: [],
} satisfies Record<Letter['state'], LetterView['acts']>

const Detail = z.object({
  reason: z.string().optional(),
  code: z.string().optional(),
  signers: z
    .array(
      z.object({
        state: z.enum(['valid', 'invalid']),
        name: z.string(),
        organisations: z.array(z.string()),
        issuer: z.string(),
        serialNumber: z.string(),
        signedAt: z.string().optional(),
      }),
    )
    .optional(),
})

function happeningOf({ kind, at, author, detail }: LetterEvent): LetterView['events'][number] {
  return { kind, at: at.toISOString(), by: author.name, ...Detail.parse(detail) }
}
