import { expect, test } from 'vitest'
import { messages } from './book.messages.ts'

test.each(['vi', 'en'] as const)(
  'the log of readers speaks in words (%s), not in codes',
  (language) => {
    const { whats, grounds } = messages[language]
    expect(Object.keys(whats)).toEqual(
      expect.arrayContaining(['audit-log', 'app-launch', 'guardian-list', 'citizen-identified']),
    )
    expect(Object.keys(grounds)).toEqual(expect.arrayContaining(['supervision', 'own-facility']))
  },
)
