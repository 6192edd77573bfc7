/** Somebody who has an electronic identity. Invented. */
export type Person = {
  /** Who it is to the providers; never the number. */
  readonly subject: string
  readonly number: string
  readonly name: string
  /** `yyyy-mm-dd` */
  readonly birthDate: string
}

/** The persons on the page from the start; the first is the citizen of the sample dossiers. */
export const PERSONS: readonly Person[] = [
  { subject: 'p-1', number: '051067314088', name: 'Trần Văn Khoa', birthDate: '1967-07-05' },
  { subject: 'p-2', number: '051190000123', name: 'Đinh Thị Hà', birthDate: '1990-05-12' },
  { subject: 'p-3', number: '001085000456', name: 'Trần Văn An', birthDate: '1985-09-02' },
]

/** Reads a person that a test sends; undefined when something is missing. */
export function readPerson(content: unknown, count: number): Person | undefined {
  if (typeof content !== 'object' || content === null) return undefined
  const given: Readonly<Record<string, unknown>> = { ...content }
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined)
  const [number, name, birthDate] = [text('number'), text('name'), text('birthDate')]
  if (number === undefined || name === undefined || birthDate === undefined) return undefined
  return { subject: text('subject') ?? `p-${count + 1}`, number, name, birthDate }
}
