import { DATA_CLASSES, type DataClass } from '#vocabulary/data-class'

/** Texts as they came have a key of their own: they hold every class. */
export const TEXT_CLASS_NUMBER = 0

/** Stored as small numbers, from 1 in the order of the vocabulary; a new class is added at its end. */
export function classNumber(dataClass: DataClass): number {
  return DATA_CLASSES.indexOf(dataClass) + 1
}

/** Throws for a number that no class has: the database is newer than this program. */
export function classOfNumber(number: number): DataClass {
  const dataClass = DATA_CLASSES[number - 1]
  if (dataClass === undefined) throw new RangeError(`no data class has the number ${number}`)
  return dataClass
}
