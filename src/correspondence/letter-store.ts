import { sql } from 'kysely'
import type { AuditCaller } from '#audit'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import {
  type Letter,
  LetterContent,
  type LetterEvent,
  type LetterKind,
  type LetterState,
} from './letter.ts'

type LetterRow = {
  id: RecordId
  authority: string
  kind: LetterKind
  origin: string | null
  facility: string | null
  practitioner: string | null
  content: unknown
  replaces: RecordId | null
  drafted_at: Date
  author: AuditCaller
  state: LetterState
  position: number
  number: string | null
  day: string | null
  issued_at: Date | null
}

const COLUMNS = sql.raw(
  `l.id, l.authority, l.kind, l.origin, l.facility, l.practitioner, l.content, l.replaces, l.drafted_at, l.author, l.state, l.position,
   l.number, l.day, l.issued_at`,
)

function rowToLetter(row: LetterRow): Letter {
  const { id, authority, kind, author, state, position } = row
  return {
    id,
    authority,
    kind,
    author,
    state,
    position,
    content: LetterContent.parse(row.content),
    draftedAt: row.drafted_at,
    ...(row.origin === null ? {} : { origin: row.origin }),
    ...(row.facility === null ? {} : { facility: row.facility }),
    ...(row.practitioner === null ? {} : { practitioner: row.practitioner }),
    ...(row.replaces === null ? {} : { replaces: row.replaces }),
    ...(row.number === null ? {} : { number: row.number }),
    ...(row.day === null ? {} : { day: row.day }),
    ...(row.issued_at === null ? {} : { issuedAt: row.issued_at }),
  }
}

export type NewLetter = Pick<
  Letter,
  'id' | 'authority' | 'kind' | 'content' | 'draftedAt' | 'author'
> & {
  readonly register: string
  readonly origin?: string | undefined
  readonly facility?: string | undefined
  readonly practitioner?: string | undefined
  readonly replaces?: RecordId | undefined
}

/** Writes a draft; false when a letter of the same origin stands already. */
export async function insertLetter(trx: Trx, made: NewLetter): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into correspondence.letter
      (id, authority, kind, register, origin, facility, practitioner, content, replaces, drafted_at, author)
    values (${made.id}, ${made.authority}, ${made.kind}, ${made.register}, ${made.origin ?? null}, ${made.facility ?? null},
      ${made.practitioner ?? null}, ${JSON.stringify(made.content)}::jsonb, ${made.replaces ?? null}, ${made.draftedAt},
      ${JSON.stringify(made.author)}::jsonb)
    on conflict do nothing returning id
  `.execute(trx)
  return rows.length > 0
}

/** The letter of an origin that stands. */
export async function findStanding(trx: Trx, origin: string): Promise<RecordId | undefined> {
  const { rows } = await sql<{ id: RecordId }>`
    select id from correspondence.letter where origin = ${origin} and state not in ('withdrawn', 'replaced')
  `.execute(trx)
  return rows[0]?.id
}

export async function findLetter(
  database: Database | Trx,
  id: RecordId,
): Promise<Letter | undefined> {
  const { rows } = await sql<LetterRow>`
    select ${COLUMNS} from correspondence.letter l where l.id = ${id}
  `.execute(database)
  return rows[0] && rowToLetter(rows[0])
}

/** The same, held until the end of the transaction. */
export async function lockLetter(trx: Trx, id: RecordId): Promise<Letter | undefined> {
  const { rows } = await sql<LetterRow>`
    select ${COLUMNS} from correspondence.letter l where l.id = ${id} for update
  `.execute(trx)
  return rows[0] && rowToLetter(rows[0])
}

/** Letters that the transaction's scope shows, the newest first; `before` is the last of the page before. */
export async function listLetters(
  database: Database | Trx,
  asked: {
    readonly state?: LetterState | undefined
    readonly kind?: LetterKind | undefined
    readonly before?: RecordId | undefined
    readonly limit: number
  },
): Promise<Letter[]> {
  const { state = null, kind = null, before = null, limit } = asked
  const { rows } = await sql<LetterRow>`
    select ${COLUMNS} from correspondence.letter l
    where (${state}::text is null or l.state = ${state}) and (${kind}::text is null or l.kind = ${kind})
      and (${before}::uuid is null
        or (l.drafted_at, l.id) < (select b.drafted_at, b.id from correspondence.letter b where b.id = ${before}::uuid))
    order by l.drafted_at desc, l.id desc limit ${limit}
  `.execute(database)
  return rows.map(rowToLetter)
}

/** How many letters there are in each state, within the transaction's scope. */
export async function countLetters(
  database: Database | Trx,
): Promise<Partial<Record<LetterState, number>>> {
  const { rows } = await sql<{ state: LetterState; count: number }>`
    select state, count(*) as count from correspondence.letter group by state
  `.execute(database)
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

export async function listEvents(database: Database | Trx, id: RecordId): Promise<LetterEvent[]> {
  const { rows } = await sql<LetterEvent>`
    select position, kind, at, author, detail from correspondence.event where letter = ${id} order by position
  `.execute(database)
  return rows
}

/** What becomes of the head of a letter with an event; what is not named stays. */
export type Standing = {
  readonly state: LetterState
  readonly number?: {
    readonly text: string
    readonly year: number
    readonly serial?: number | undefined
    readonly day: string
  }
  readonly issuedAt?: Date
}

/** Appends an event and moves the head. The letter must be locked. */
export async function appendEvent(
  trx: Trx,
  letter: Letter,
  event: Omit<LetterEvent, 'position'>,
  { state, number, issuedAt }: Standing,
): Promise<void> {
  const position = letter.position + 1
  await sql`
    insert into correspondence.event (letter, position, kind, at, author, detail)
    values (${letter.id}, ${position}, ${event.kind}, ${event.at}, ${JSON.stringify(event.author)}::jsonb,
      ${JSON.stringify(event.detail)}::jsonb)
  `.execute(trx)
  await sql`
    update correspondence.letter set state = ${state}, position = ${position},
      number = coalesce(${number?.text ?? null}, number), year = coalesce(${number?.year ?? null}, year),
      serial = coalesce(${number?.serial ?? null}, serial), day = coalesce(${number?.day ?? null}::date, day),
      issued_at = coalesce(${issuedAt ?? null}, issued_at)
    where id = ${letter.id}
  `.execute(trx)
}

/** Holds the numbers of a register until the end of the transaction: whoever gives one waits for whoever is giving one. */
export async function holdRegister(
  trx: Trx,
  { authority, year, register }: { authority: string; year: number; register: string },
): Promise<void> {
  const name = `correspondence ${authority} ${year} ${register}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx)
}

/** Takes the next number of a register and holds the register until the end of the transaction: no gap, no number twice. */
export async function takeSerial(
  trx: Trx,
  { authority, year, register }: { authority: string; year: number; register: string },
): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into correspondence.register as known (authority, year, register, last) values (${authority}, ${year}, ${register}, 1)
    on conflict (authority, year, register) do update set last = known.last + 1 returning last
  `.execute(trx)
  return rows[0]?.last ?? 1
}

/** Whether a number of a register stands on a letter already. */
export async function isNumberTaken(
  trx: Trx,
  at: { authority: string; year: number; register: string; number: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from correspondence.letter where authority = ${at.authority} and year = ${at.year} and register = ${at.register}
      and number = ${at.number}
  `.execute(trx)
  return rows.length > 0
}

/** Keeps the bytes of a letter; false when there are such already. */
export async function insertFile(
  trx: Trx,
  { letter, kind, digest, body, at }: LetterFile & { readonly letter: RecordId; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into correspondence.file (letter, kind, digest, bytes, body, at)
    values (${letter}, ${kind}, ${digest}, ${body.length}, ${body}, ${at}) on conflict do nothing returning letter
  `.execute(trx)
  return rows.length > 0
}

export type LetterFile = {
  readonly kind: 'given' | 'signed'
  readonly digest: Buffer
  readonly body: Buffer
}

export async function findFile(
  database: Database | Trx,
  letter: RecordId,
  kind: LetterFile['kind'],
): Promise<LetterFile | undefined> {
  const { rows } = await sql<LetterFile>`
    select kind, digest, body from correspondence.file where letter = ${letter} and kind = ${kind}
  `.execute(database)
  return rows[0]
}
