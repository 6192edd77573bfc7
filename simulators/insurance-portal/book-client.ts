import { setTimeout as pause } from 'node:timers/promises'
import type { HeldDossier } from './archive.ts'
import type { Row } from './dossier-file.ts'

/** The tables that the book is made of (QĐ 2733/QĐ-BYT 2024, annex 02), and the papers on VNeID. XML6 never goes there. */
const TABLES_OF_BOOK = ['XML1', 'XML2', 'XML3', 'XML4', 'XML8', 'XML13', 'XML14'] as const

const TRIES_MAX = 60
const TRY_AGAIN_MS = 2_000

/** Hands an accepted dossier to the book. A book that is away is tried again for two minutes. */
export async function showInBook(
  book: URL,
  dossier: HeldDossier,
  tables: Readonly<Record<string, readonly Row[]>>,
): Promise<void> {
  const citizenNumber = tables['XML1']?.[0]?.['SO_CCCD'] ?? ''
  if (!/^\d{12}$/.test(citizenNumber)) {
    dossier.inBook = 'without-number'
    return
  }
  dossier.inBook = 'waiting'
  const kept = Object.fromEntries(TABLES_OF_BOOK.map((name) => [name, tables[name] ?? []]))
  const body = JSON.stringify({
    citizenNumber,
    facility: dossier.facility,
    linkCode: dossier.linkCode,
    transactionCode: dossier.receptions.at(-1)?.transactionCode ?? '',
    tables: kept,
  })
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const shown = await fetch(new URL('/_receive', book), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    }).then(
      (answer) => answer.ok,
      () => false,
    )
    if (shown) {
      dossier.inBook = 'yes'
      return
    }
    await pause(TRY_AGAIN_MS)
  }
}
