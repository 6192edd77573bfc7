import { fieldOf } from '#vocabulary/dossier-tables'
import { parseFacilityCode } from '#vocabulary/facility-code'
import type { Finding, FindingSeverity } from '#vocabulary/finding'
import { readDossierFile } from './dossier-xml/read-dossier-file.ts'
import type { SentDossier } from './dossier-xml/sent-dossier.ts'
import { judgeSent } from './judge-sent.ts'
import type { IntakeNeeds } from './needs.ts'

export type Checked = {
  readonly linkCode: string
  readonly ruleSet: string
  readonly counts: Readonly<Record<FindingSeverity, number>>
  readonly findings: readonly Finding[]
}

/** Judges a file as intake would, as if its own facility had sent it; nothing is recorded or kept. */
export async function checkFile(
  needs: Pick<IntakeNeeds, 'now' | 'listsFor' | 'ruleSettings'>,
  bytes: Buffer,
): Promise<Checked[]> {
  return Promise.all(readDossierFile(bytes).map((dossier) => checkOne(needs, dossier)))
}

/** No facility has this code: a file that names none is judged as nobody's. */
const NOBODY = '00000'

async function checkOne(
  needs: Pick<IntakeNeeds, 'now' | 'listsFor' | 'ruleSettings'>,
  dossier: SentDossier,
): Promise<Checked> {
  const own = parseFacilityCode(dossier.facility || fieldOf(dossier.tables, 'XML1', 'MA_CSKCB'))
  const facility = own.ok ? own : parseFacilityCode(NOBODY)
  if (!facility.ok) throw new Error('the code of nobody is well formed')
  const caller = { account: 'check', name: 'check', role: 'system', address: '' } as const
  const sender = { facility: facility.value, caller, door: 'intake' } as const
  const judged = await judgeSent(needs, sender, dossier, { onError: 'refuse' })
  const { ruleSet, counts, findings } = judged
  return { linkCode: dossier.linkCode, ruleSet, counts, findings }
}
