import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import { newPersonId } from '#vocabulary/record-id'
import { readDossierFile } from './dossier-xml/read-dossier-file.ts'
import { restBetweenStages } from './large-gate.ts'
import type { IntakeNeeds } from './needs.ts'
import { digestOf, receiveDossier, type Received } from './receive-dossier.ts'
import type { ReceiveOptions, Sender } from './sender.ts'
import { keepText } from './text-store.ts'

/**
 * Takes one file, whatever its bytes: each dossier in it in a transaction and with a receipt of its own, in order.
 *
 * A file of several is kept as it came as well; each dossier is delivered as a file of its own, because the portal of
 * the insurance takes one at a time. Sending the file again after a broken connection goes on where it stopped.
 */
export async function receiveDossiers(
  needs: IntakeNeeds,
  sender: Sender,
  bytes: Buffer,
  options: ReceiveOptions,
): Promise<readonly [Received, ...Received[]]> {
  const [first, ...rest] = readDossierFile(bytes)
  await restBetweenStages(bytes.length)
  const file = rest.length > 0 ? await keepFile(needs, sender, bytes) : undefined
  const received: [Received, ...Received[]] = [
    await receiveDossier(needs, sender, first, options, file),
  ]
  for (const dossier of rest) {
    received.push(await receiveDossier(needs, sender, dossier, options, file))
  }
  return received
}

async function keepFile(needs: IntakeNeeds, sender: Sender, bytes: Buffer): Promise<Buffer> {
  const digest = digestOf(bytes)
  const { facility } = sender
  const subject = newPersonId(needs.now(), needs.random)
  await inTransaction(needs.database, async (trx) =>
    accept(await keepText(trx, needs.dataKeys, { digest, facility, subject, bytes, isNew: true })),
  )
  return digest
}
