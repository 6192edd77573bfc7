import type { FileDefined } from '../../components/file/definition.ts'
import type { FileShown, StatementShown } from '../../components/file/file.queries.ts'
import type { Session } from '../../foundation/session.ts'

/** A file on the screen, and as whom the reader writes into it. */
export type OpenFile = {
  readonly file: FileShown
  readonly definition: FileDefined
  /** Undefined: read only. */
  readonly writesAs: 'facility' | 'practitioner' | undefined
  /** The reader's own facility. */
  readonly ownFacility: string | undefined
}

/** Opens what was read for its reader: what is not of today is read only. */
export function openFile(
  file: FileShown,
  definition: FileDefined,
  session: Session,
  isToday: boolean,
): OpenFile {
  const mayWrite =
    file.reach === 'own'
      ? session.rights.includes('registry.write-own-practice')
      : file.reach === 'facility' && session.rights.includes('registry.write-own-facility')
  const writer = file.reach === 'own' ? 'practitioner' : 'facility'
  return {
    file,
    definition,
    writesAs: mayWrite && isToday ? writer : undefined,
    ownFacility: session.facility?.code,
  }
}

/** What a facility may always write of somebody who claimed the file: what happens at the facility. The server judges; this hides buttons. */
const BESIDE_THE_PERSON = new Set([
  'registration',
  'assignment',
  'trainee',
  'education-hours',
  'life-event',
])

export type Writable = 'yes' | 'by-decision' | 'kept-by-person' | 'no'

/** Whether the reader writes a section, and if not, why. */
export function writableOf({ file, definition, writesAs }: OpenFile, name: string): Writable {
  if (writesAs === undefined) return 'no'
  const writers = definition.sections[name]?.writers ?? []
  if (!writers.includes(writesAs)) return 'by-decision'
  const isClaimed = file.head.kind === 'practitioner' && file.head.dataState !== 'unclaimed'
  if (writesAs === 'facility' && isClaimed && !BESIDE_THE_PERSON.has(name)) return 'kept-by-person'
  return 'yes'
}

/** Whether a statement of a writable section is the reader's: a facility writes of itself alone. */
export function isOurs({ writesAs, ownFacility }: OpenFile, { values }: StatementShown): boolean {
  return (
    writesAs === 'practitioner' || values.facility === undefined || values.facility === ownFacility
  )
}

/** Whether a statement holds on a day. */
export function holdsOn({ from, to }: StatementShown, day: string): boolean {
  return (from === undefined || from <= day) && (to === undefined || day <= to)
}

/** The statements of a section: those in force or to come, and those that ended. */
export function statementsOn(file: FileShown, name: string, day: string) {
  const all = file.statements.filter(({ section }) => section === name)
  return {
    present: all.filter(({ to }) => to === undefined || to >= day),
    past: all.filter(({ to }) => to !== undefined && to < day),
  }
}
