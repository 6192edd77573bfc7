import { glob, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

/** Which stores may name which room's tables of persons. A store that is not here must not read them. */
const STORES: Readonly<Record<string, readonly string[]>> = {
  records: [
    'src/records/coded-visit-store.ts',
    'src/records/entry-store.ts',
    'src/records/erase-store.ts',
    'src/records/key-store.ts',
    'src/records/read-store.ts',
    'src/records/rewrap-store.ts',
    'src/records/visible-store.ts',
  ],
  people: [
    'src/people/person-store.ts',
    'src/people/review-store.ts',
    'src/people/search-store.ts',
  ],
  intake: [
    'src/intake/list-store.ts',
    'src/intake/practice-store.ts',
    'src/intake/quality-store.ts',
    'src/intake/submission-store.ts',
    'src/intake/text-store.ts',
    'src/intake/visit-store.ts',
    'src/intake/withdrawal-store.ts',
  ],
  follow_up: ['src/follow-up/visit-store.ts'],
  cases: [
    'src/cases/attachment-store.ts',
    'src/cases/case-store.ts',
    'src/cases/list-store.ts',
    'src/cases/rewrap-store.ts',
  ],
  registry: [
    'src/registry/case-account-store.ts',
    'src/registry/certificate/certificate-store.ts',
    'src/registry/evidence-store.ts',
    'src/registry/facility-store.ts',
    'src/registry/index-store.ts',
    'src/registry/licence/licence-notice-store.ts',
    'src/registry/look-up/found-store.ts',
    'src/registry/look-up/listing-store.ts',
    'src/registry/outside/identity-check-store.ts',
    'src/registry/outside/outside-store.ts',
    'src/registry/outside/outside-view-store.ts',
    'src/registry/outside/staff-row-store.ts',
    'src/registry/places-store.ts',
    'src/registry/practice/practice-store.ts',
    'src/registry/profile-store.ts',
    'src/registry/quality/quality-due-store.ts',
    'src/registry/quality/quality-store.ts',
    'src/registry/quality/quality-total-store.ts',
    'src/registry/progress/progress-store.ts',
    'src/registry/staff-store.ts',
    'src/registry/workbooks/change-files-store.ts',
    'src/registry/workbooks/open-files-store.ts',
    'src/registry/workbooks/own-profiles-store.ts',
  ],
}

/**
 * What other rooms may take from a room that keeps persons: readers ask for a permit, writers answer nothing of content,
 * and the rest is of nobody. A new name must be put where it belongs, or this test fails.
 */
const DOORS: Readonly<
  Record<string, { readers: string[]; writers: string[]; ofNobody: string[] }>
> = {
  'src/records/index.ts': {
    readers: [
      'fetchEntries',
      'listCodedVisits',
      'openText',
      'readRecord',
      'readResource',
      'readVersions',
      'readVisit',
      'readingsInSight',
      'visibleEntries',
    ],
    writers: ['eraseKey', 'rewrapBatch', 'sealText', 'withdrawVisit', 'writeVisit'],
    // codeHashKeyOf is a key for hashes; openEntries opens what fetchEntries gave under a permit; readChanges tells keys, never content.
    ofNobody: [
      'codeHashKeyOf',
      'isVisitOf',
      'makeDataKeys',
      'openEntries',
      'partId',
      'readChanges',
      'recordsTexts',
      'zstdFrame',
    ],
  },
  'src/people/index.ts': {
    readers: [
      'agreesWithPerson',
      'findPersonByNumber',
      'findPersons',
      'listBirths',
      'personCards',
      'whoseRecord',
    ],
    writers: ['identifyPerson', 'joinPersons', 'partPersons', 'seekPerson', 'settlePerson'],
    // Keys and a day of birth: facts for the policy, asked before there can be a permit.
    // The routes settle who is whom under a permit of their own.
    ofNobody: ['findBirthDate', 'keysOf', 'keysOfMany', 'peopleRoutes', 'peopleTexts'],
  },
}

type Source = { readonly file: string; readonly text: string }

async function sources(): Promise<Source[]> {
  const found: Source[] = []
  for await (const file of glob('src/**/*.ts'))
    if (!file.endsWith('.test.ts') && !file.includes('/testing/'))
      found.push({ file, text: await readFile(file, 'utf8') })
  return found
}

test('only the named stores speak of the tables that hold persons', async () => {
  for (const { file, text } of await sources()) {
    for (const [, schema = ''] of text.matchAll(
      /\b(?:from|join|into|update|using)\s+(?:only\s+)?(records|people|intake|follow_up|cases|registry)\.[a-z_]+/gi,
    ))
      expect(STORES[schema.toLowerCase()], `${file} names ${schema}`).toContain(file)
  }
})

test('a room that keeps persons gives content to nobody without a permit', async () => {
  const all = await sources()
  for (const [door, { readers, writers, ofNobody }] of Object.entries(DOORS)) {
    const room = door.replace('/index.ts', '/')
    const text = all.find(({ file }) => file === door)?.text ?? ''
    const names = [...text.matchAll(/export\s*\{([^}]*)\}/g)]
      .flatMap(([, list = '']) => list.split(','))
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
    const known = [...readers, ...writers, ...ofNobody]
    expect(
      names.filter((name) => !known.includes(name)),
      door,
    ).toEqual([])
    for (const reader of readers.filter((name) => names.includes(name))) {
      const made = all.find(
        ({ file, text: code }) =>
          file.startsWith(room) && new RegExp(`export (?:async )?function ${reader}\\(`).test(code),
      )
      const head = made?.text.slice(made.text.indexOf(`function ${reader}(`)).split('{')[0] ?? ''
      expect(head, `${reader} of ${room}`).toMatch(/permit: Permitted/)
    }
  }
})

test('only the policy makes permits', async () => {
  for (const { file, text } of await sources()) {
    if (file === 'src/access/policy/permit.ts') continue
    if (/make(?:Record|Facility|Totals|Identity)Permit/.test(text))
      expect(file).toMatch(/^src\/access\/policy\/decide-(?:record|duty)\.ts$/)
  }
})

test('only composition roots and commands permit our own work', async () => {
  for (const { file, text } of await sources()) {
    if (!/\bpermitWork\(/.test(text) || file === 'src/access/policy/permit.ts') continue
    expect(file).toMatch(/^src\/(?:compose-[a-z]+|worker)\.ts$|^src\/commands\//)
  }
})

test('nobody writes a permit by a cast', async () => {
  for (const { file, text } of await sources())
    expect(text, file).not.toMatch(
      /\bas (?:unknown as )?Permitted(?:Record|Facility|Totals|Identity|Work)\b/,
    )
})

test('the log of accesses is read by the room that shows it to its person, and by those that review', async () => {
  for (const { file, text } of await sources())
    if (/import[^;]*\blistAccessOf\b[^;]*from '#audit'/.test(text))
      expect(file).toMatch(/^src\/(?:health-book|privacy|cases|access\/consent)\//)
})
