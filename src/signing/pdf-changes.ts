import { objectsOf, type PdfObjects, type PdfSection } from './pdf-sections.ts'
import { entryOf, isName, type PdfValue, sameText } from './pdf-values.ts'

/** What may have been added: signatures with their marks on the page, or only evidence about signatures (DSS). */
export type Allowed = 'signatures' | 'evidence'

const IN_CATALOGUE: Readonly<Record<Allowed, ReadonlySet<string>>> = {
  signatures: new Set(['AcroForm', 'DSS', 'Extensions', 'Perms', 'Metadata', 'Version']),
  evidence: new Set(['DSS', 'Extensions']),
}

/**
 * Whether the last sections of a file change what its reader sees, beyond what is allowed: that is how shadow attacks swap a page behind a
 * signature. New objects alone change nothing; of the old ones the catalogue may name the form of signatures and evidence, a page may gain marks of
 * signatures, the form may gain fields of signatures, and the description of the file may change.
 *
 * Source: ISO 32000-1, 12.8; ETSI EN 319 142-1, annex A.
 */
export function isChanged(
  text: string,
  before: readonly PdfSection[],
  after: readonly PdfSection[],
  allowed: Allowed,
): boolean {
  const [former, now] = [objectsOf(text, before), objectsOf(text, [...before, ...after])]
  const oldTrailer = before.at(-1)?.trailer
  const newTrailer = after.at(-1)?.trailer ?? oldTrailer
  const root = entryOf(oldTrailer, 'Root')
  if (sameText(root) !== sameText(entryOf(newTrailer, 'Root'))) return true
  if (entryOf(newTrailer, 'Encrypt') !== undefined) return true
  const overwritten = new Set(
    after
      .flatMap(({ objects }) => [...objects.keys()])
      .filter((number) => before.some(({ objects }) => objects.has(number))),
  )
  const judged = { former, now, allowed, forms: formsOf(former, root) }
  const free = new Set(
    [entryOf(oldTrailer, 'Info'), root].flatMap((one) =>
      one?.kind === 'reference' ? [one.number] : [],
    ),
  )
  return (
    isCatalogueChanged(judged, former.follow(root), now.follow(root)) ||
    [...overwritten].some((number) => !free.has(number) && isObjectChanged(judged, number))
  )
}

type Judged = {
  readonly former: PdfObjects
  readonly now: PdfObjects
  readonly allowed: Allowed
  /** Numbers of the form and of the array of its fields, where they are objects. */
  readonly forms: ReadonlySet<number>
}

function formsOf(objects: PdfObjects, root: PdfValue | undefined): ReadonlySet<number> {
  const form = entryOf(objects.follow(root), 'AcroForm')
  const fields = entryOf(objects.follow(form), 'Fields')
  return new Set([form, fields].flatMap((one) => (one?.kind === 'reference' ? [one.number] : [])))
}

function isCatalogueChanged(
  { former, now, allowed }: Judged,
  before: PdfValue | undefined,
  after: PdfValue | undefined,
): boolean {
  return (
    otherEntries(before, after).some((name) => !IN_CATALOGUE[allowed].has(name)) ||
    isFormChanged(former, now, entryOf(before, 'AcroForm'), entryOf(after, 'AcroForm'))
  )
}

function isObjectChanged({ former, now, allowed, forms }: Judged, number: number): boolean {
  const [before, after] = [former.find(number), now.find(number)]
  if (before !== undefined && sameText(before) === sameText(after) && !isStreamLike(before))
    return false
  // A form that was rewritten is judged with the catalogue, as every reader comes to it from there.
  if (forms.has(number)) return allowed !== 'signatures'
  if (!isName(entryOf(before, 'Type'), 'Page') || allowed !== 'signatures') return true
  return (
    otherEntries(before, after).some((name) => name !== 'Annots') ||
    hasOtherMarks(former, now, entryOf(before, 'Annots'), entryOf(after, 'Annots'))
  )
}

/** Of a stream only the dictionary was read: that it is the same says nothing of its content. */
function isStreamLike(value: PdfValue): boolean {
  return entryOf(value, 'Length') !== undefined
}

/** Names of entries that one has and the other has not, or has otherwise. */
function otherEntries(before: PdfValue | undefined, after: PdfValue | undefined): string[] {
  if (before?.kind !== 'dictionary' || after?.kind !== 'dictionary') return ['']
  const names = new Set([...before.entries.keys(), ...after.entries.keys()])
  return [...names].filter(
    (name) => sameText(before.entries.get(name)) !== sameText(after.entries.get(name)),
  )
}

/** Whether a form holds anything now but what it held and fields of signatures. */
function isFormChanged(
  former: PdfObjects,
  now: PdfObjects,
  before: PdfValue | undefined,
  after: PdfValue | undefined,
): boolean {
  const [old, fresh] = [former.follow(before), now.follow(after)]
  if (fresh === undefined) return old !== undefined
  if (entryOf(fresh, 'XFA') !== undefined) return true
  return hasOtherMarks(former, now, entryOf(old, 'Fields'), entryOf(fresh, 'Fields'))
}

/** Whether a list lost something, or gained anything but signatures. */
function hasOtherMarks(
  former: PdfObjects,
  now: PdfObjects,
  before: PdfValue | undefined,
  after: PdfValue | undefined,
): boolean {
  const [old, fresh] = [former.follow(before), now.follow(after)]
  const had = old?.kind === 'array' ? old.items.map(sameText) : []
  const has = fresh?.kind === 'array' ? fresh.items : []
  const names = new Set(has.map(sameText))
  if (had.some((one) => !names.has(one))) return true
  return has.some((one) => !had.includes(sameText(one)) && !isSignatureField(now, one))
}

function isSignatureField(objects: PdfObjects, value: PdfValue): boolean {
  const field = objects.follow(value)
  const isMark =
    entryOf(field, 'Subtype') === undefined || isName(entryOf(field, 'Subtype'), 'Widget')
  const type = entryOf(field, 'FT') ?? entryOf(objects.follow(entryOf(field, 'Parent')), 'FT')
  return isMark && isName(objects.follow(type), 'Sig')
}
