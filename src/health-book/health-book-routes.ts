import { type Door, serve, serveBytes } from '#foundation/serve'
import * as contracts from './contract.ts'
import { giveRecordPass, takeRecordPass } from './give-record-pass.ts'
import { printOwnBook, printVisitPaper } from './print-book.ts'
import { proveAccess, readAccessLog } from './read-access-log.ts'
import type { BookNeeds } from './read-book.ts'
import { giveShareContent } from './share-content.ts'
import { showOwnBook, showRecord, showVisit } from './show-book.ts'

/** The citizen's own book, and the record as a doctor with a ground may read it. */
export function healthBookRoutes(door: Door, needs: BookNeeds): void {
  ownBookRoutes(door, needs)
  recordRoutes(door, needs)
}

function ownBookRoutes(door: Door, needs: BookNeeds): void {
  serve(door, contracts.readSummary, (caller) => showOwnBook(needs, caller, 'summary'))
  serve(door, contracts.listVisits, (caller) => showOwnBook(needs, caller, 'visits'))
  serve(door, contracts.readVisit, (caller, { visit }) =>
    showVisit(needs, caller, caller.person, visit),
  )
  serve(door, contracts.listLabs, (caller) => showOwnBook(needs, caller, 'labs'))
  serve(door, contracts.listPapers, (caller) => showOwnBook(needs, caller, 'papers'))
  serve(door, contracts.listAccess, (caller, asked) => readAccessLog(needs, caller, asked))
  serve(door, contracts.proveAccess, (caller, asked) => proveAccess(needs, caller, asked))
  serve(door, contracts.issuePass, (caller) => giveRecordPass(needs, caller))
  serve(door, contracts.readShareContent, (caller, { classes }) =>
    giveShareContent(needs, caller, classes),
  )
  serve(door, contracts.readFamilyBook, (caller, { person }) => showRecord(needs, caller, person))
  serve(door, contracts.readFamilyVisit, (caller, { person, visit }) =>
    showVisit(needs, caller, person, visit),
  )
  serve(door, contracts.listFamilyAccess, (caller, asked) => readAccessLog(needs, caller, asked))
  serve(door, contracts.proveFamilyAccess, (caller, asked) => proveAccess(needs, caller, asked))
  serveBytes(door, contracts.printFamilyPaper, (caller, { query }) =>
    printVisitPaper(needs, caller, query, wishOf(query)),
  )
  serveBytes(door, contracts.printPaper, (caller, { query }) =>
    printVisitPaper(needs, caller, { ...query, person: caller.person }, wishOf(query)),
  )
  serveBytes(door, contracts.printBook, (caller, { query }) =>
    printOwnBook(needs, caller, wishOf(query)),
  )
}

function recordRoutes(door: Door, needs: BookNeeds): void {
  serve(door, contracts.openPass, (caller, { pass }) => takeRecordPass(needs, caller, pass))
  serve(door, contracts.readRecord, (caller, { person }) => showRecord(needs, caller, person))
  serve(door, contracts.readRecordVisit, (caller, { person, visit }) =>
    showVisit(needs, caller, person, visit),
  )
  serveBytes(door, contracts.printRecordPaper, (caller, { query }) =>
    printVisitPaper(needs, caller, query, wishOf(query)),
  )
}

function wishOf({ largePrint }: { largePrint?: 'true' | 'false' | undefined }) {
  return { largePrint: largePrint === 'true' }
}
