import { textAt } from '../state-service/envelope.ts'
import type { Work } from '../state-service/service.ts'

type Person = { readonly name: string; readonly birthDate: string; readonly sex: string }

/**
 * The population database: persons told by `POST /_persons`. Of a number that nobody told it says `none`; or, for demonstrations, agrees with whatever is
 * asked, but for numbers that end in 77 (mismatch) and 88 (none).
 */
export function population(unknown: 'match' | 'none'): Work {
  const persons = new Map<string, Person>()
  const asked: Record<string, number> = {}
  return {
    path: '/api/v1/identity-checks',
    name: 'C06',
    take: (content) => {
      const request = textAt(content, 'request')
      const number = textAt(content, 'personalNumber')
      if (request === undefined || number === undefined) return undefined
      asked[number] = (asked[number] ?? 0) + 1
      return { request, result: judge(persons.get(number), number, content, unknown) }
    },
    state: () => ({ persons: persons.size, asked }),
    tell: (path, content) => {
      const number = textAt(content, 'number')
      if (path !== '/_persons' || number === undefined) return false
      persons.set(number, personIn(content))
      return true
    },
    clear: () => {
      persons.clear()
      for (const number of Object.keys(asked)) delete asked[number]
    },
  }
}

function personIn(content: unknown): Person {
  const text = (name: string) => textAt(content, name) ?? ''
  return { name: text('name'), birthDate: text('birthDate'), sex: text('sex') }
}

function judge(
  person: Person | undefined,
  number: string,
  asked: unknown,
  unknown: 'match' | 'none',
): 'match' | 'mismatch' | 'none' {
  if (person === undefined) {
    if (unknown === 'none' || number.endsWith('88')) return 'none'
    return number.endsWith('77') ? 'mismatch' : 'match'
  }
  const given = personIn(asked)
  const isSame =
    plain(given.name) === plain(person.name) &&
    given.birthDate === person.birthDate &&
    given.sex === person.sex
  return isSame ? 'match' : 'mismatch'
}

function plain(name: string): string {
  return name.normalize('NFC').toUpperCase().replace(/\s+/g, ' ').trim()
}
