import { randomBytes } from 'node:crypto'
import { openDatabase } from '#foundation/database'
import { openTerminology } from '#terminology'
import { workbookLoops } from '#workbooks'
import { allTexts } from '../../all-texts.ts'
import { readProfileDefinitions } from '../profile-definition.ts'
import { registryLists } from '../workbooks/keep-list.ts'

/** A worker that does nothing but imports, for tests that kill it. Takes the URL of its database; says `batch` after each batch. */
const database = openDatabase(process.argv[2] ?? '', 2)
const now = () => new Date()
const random = (count: number) => new Uint8Array(randomBytes(count))
const { listsFor } = openTerminology({ database, now })
const definitions = readProfileDefinitions()
const keepers = registryLists({ database, now, random, listsFor, definitions, texts: allTexts })
const [work] = workbookLoops({ database, now, random, keepers })
while ((await work?.run()) === true) process.stdout.write('batch\n')
await database.destroy()
