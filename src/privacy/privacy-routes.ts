import { type Door, serve, serveBytes } from '#foundation/serve'
import { accept } from '#vocabulary/outcome'
import { askAboutAccess } from './ask-about-access.ts'
import * as contracts from './contract.ts'
import { giveCopy } from './give-copy.ts'
import { inventoryToDcat, readInventoryFile } from './inventory.ts'
import { makeExtract } from './make-extract.ts'
import type { PrivacyNeeds } from './needs.ts'
import { listKinds, openRequest } from './open-request.ts'
import { printBreachNotice } from './print-breach-notice.ts'

/** What people may ask about their data, and what the office keeps registers of. */
export function privacyRoutes(door: Door, needs: PrivacyNeeds): void {
  serve(door, contracts.askAboutAccess, (caller, asked) => askAboutAccess(needs, caller, asked))
  serve(door, contracts.listKinds, async (caller) => accept(listKinds(needs, caller)))
  serve(door, contracts.openRequest, (caller, asked) => openRequest(needs, caller, asked))
  serveBytes(door, contracts.downloadCopy, (caller, { query }) => giveCopy(needs, caller, query))
  serveBytes(door, contracts.downloadExtract, (caller, { query }) =>
    makeExtract(needs, caller, query.case),
  )
  serveBytes(door, contracts.printBreachNotice, (caller, { query }) =>
    printBreachNotice(needs, caller, query.case),
  )
  inventoryRoutes(door, needs.origin)
}

/** What everybody may know about our databases. Read once: it changes with the release. */
function inventoryRoutes(door: Door, origin: string): void {
  const inventory = readInventoryFile()
  const linked = JSON.stringify(inventoryToDcat(inventory, origin), undefined, 2)
  serve(door, contracts.readInventory, async () => accept(inventory))
  serveBytes(door, contracts.readInventoryLinked, async () =>
    accept({ status: 200, contentType: 'application/ld+json', body: linked }),
  )
}
