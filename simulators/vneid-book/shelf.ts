/** One row of a table of the dossier, as the portal handed it on. */
export type Row = Readonly<Record<string, string>>

/** One visit as the book shows it. */
export type BookVisit = {
  readonly facility: string
  readonly linkCode: string
  readonly transactionCode: string
  readonly shownAt: Date
  readonly tables: Readonly<Record<string, readonly Row[]>>
}

/** What the portal hands over. */
export type Handover = Omit<BookVisit, 'shownAt'> & { readonly citizenNumber: string }

/** Beyond this the oldest books go: it is a simulator. */
const BOOKS_MAX = 50_000
const VISITS_MAX = 500

export type Shelf = {
  readonly books: ReadonlyMap<string, readonly BookVisit[]>
  /** Puts a visit into the book of its citizen; the same visit again replaces the former, also in another's book. */
  readonly put: (handover: Handover, now: Date) => void
  readonly clear: () => void
}

export function openShelf(): Shelf {
  const books = new Map<string, BookVisit[]>()
  const owners = new Map<string, string>()

  const put = ({ citizenNumber, ...visit }: Handover, now: Date) => {
    const key = `${visit.facility}|${visit.linkCode}`
    const former = owners.get(key)
    const isOther = (one: BookVisit) => `${one.facility}|${one.linkCode}` !== key
    if (former !== undefined) books.set(former, (books.get(former) ?? []).filter(isOther))
    const visits = (books.get(citizenNumber) ?? []).concat({ ...visit, shownAt: now })
    books.set(citizenNumber, visits.sort(newestFirst).slice(0, VISITS_MAX))
    owners.set(key, citizenNumber)
    const oldest = books.size > BOOKS_MAX ? books.keys().next().value : undefined
    if (oldest !== undefined) books.delete(oldest)
  }
  return {
    books,
    put,
    clear: () => {
      books.clear()
      owners.clear()
    },
  }
}

function newestFirst(one: BookVisit, other: BookVisit): number {
  const start = (visit: BookVisit) => visit.tables['XML1']?.[0]?.['NGAY_VAO'] ?? ''
  return start(one) < start(other) ? 1 : -1
}

/** Reads what came over HTTP; undefined when it is not a visit. */
export function readHandover(content: unknown): Handover | undefined {
  if (typeof content !== 'object' || content === null) return undefined
  const given: Readonly<Record<string, unknown>> = { ...content }
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '')
  const citizenNumber = text('citizenNumber')
  const linkCode = text('linkCode')
  if (!/^\d{12}$/.test(citizenNumber) || !linkCode) return undefined
  return {
    citizenNumber,
    linkCode,
    facility: text('facility'),
    transactionCode: text('transactionCode'),
    tables: readTables(given['tables']),
  }
}

function readTables(content: unknown): Record<string, Row[]> {
  if (typeof content !== 'object' || content === null) return {}
  return Object.fromEntries(
    Object.entries(content).map(([name, rows]: [string, unknown]) => [
      name,
      Array.isArray(rows) ? rows.map(readRow) : [],
    ]),
  )
}

function readRow(content: unknown): Row {
  if (typeof content !== 'object' || content === null) return {}
  return Object.fromEntries(
    Object.entries(content).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
}
