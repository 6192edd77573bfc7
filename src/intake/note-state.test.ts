import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { findConsentFacts, type GuardianTie } from '#access'
import { type Database, inTransaction } from '#foundation/database'
import type { DossierTables } from '#vocabulary/dossier-tables'
import { accept } from '#vocabulary/outcome'
import { newPersonId, newRecordId } from '#vocabulary/record-id'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { outpatientVisit } from '../../tests/sample-dossiers.ts'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { noteState } from './note-state.ts'
import { visitFacts } from './visit-facts.ts'

const at = new Date('2026-11-20T05:00:00Z')
const random = (count: number) => new Uint8Array(randomBytes(count))
const person = newPersonId(at, random)
const visit = newRecordId(at, 1, random)

async function note(database: Database, tables: DossierTables, isCorrection = false) {
  const ties: GuardianTie[] = []
  const facility = parseFacilityCode('01999')
  if (!facility.ok) throw new Error('no facility')
  const former = { visit, person, version: 1, submission: visit, withdrawn: false }
  await inTransaction(database, async (trx) => {
    const noteGuardian = async (_trx: typeof trx, tie: GuardianTie) => {
      ties.push(tie)
    }
    const told = { person, visit, facility: facility.value, tables, facts: visitFacts(tables), at }
    const known = isCorrection ? former : undefined
    return accept(await noteState(trx, { noteGuardian }, { ...told, former: known }))
  })
  const { deceasedOn } = await findConsentFacts(database, [person], at)
  return { ties, deceasedOn }
}

test('a dossier that tells of a death closes what rests on choice, and its correction takes that back', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const died = outpatientVisit({ KET_QUA_DTRI: '5', NGAY_RA: '202611100945' })
  expect(await note(database, died)).toEqual({ ties: [], deceasedOn: '2026-11-10' })
  expect((await note(database, outpatientVisit())).deceasedOn).toBe('2026-11-10')
  expect((await note(database, outpatientVisit(), true)).deceasedOn).toBeUndefined()
})

test('a child under a parent’s number is told with that number, an adult never', async () => {
  await using temporary = await temporaryDatabase()
  const child = outpatientVisit({ NGAY_SINH: '202611020000', SO_CCCD: '001190000000' })
  expect((await note(temporary.database, child)).ties).toMatchObject([
    { child: person, born: '2026-11-02', guardianNumber: '001190000000', isPaperSeen: false },
  ])
  expect((await note(temporary.database, outpatientVisit())).ties).toEqual([])
})
