import { createHash } from 'node:crypto'
import { facilityOf, linkCodeOf, readDossierFile, type Row } from './dossier-file.ts'
import { judgeDossier, type Verdict } from './judge.ts'
import type { PortalSettings } from './settings.ts'

/** One file that came for a visit. */
export type Reception = {
  readonly transactionCode: string
  readonly receivedAt: Date
  readonly digest: string
}

/** One visit as the portal holds it: the same MA_LK again is a re-send, never a second visit. */
export type HeldDossier = {
  readonly facility: string
  readonly linkCode: string
  readonly kind: 'dossier' | 'check-in'
  readonly receptions: Reception[]
  /** The bytes of the newest file, until it is judged. */
  waiting: Buffer | undefined
  verdict: (Verdict & { readonly judgedAt: Date; readonly transactionCode: string }) | undefined
  /** What a list shows of the patient. */
  name: string
  card: string
  visit: Row
  inBook: 'no' | 'yes' | 'without-number' | 'waiting'
}

/** Beyond this the oldest go: it is a simulator. */
const HELD_MAX = 100_000

export type Archive = {
  readonly dossiers: ReadonlyMap<string, HeldDossier>
  readonly receive: (
    kind: HeldDossier['kind'],
    facility: string,
    file: Buffer,
  ) => Reception | { readonly error: string }
  readonly clear: () => void
}

/** Receives at once and judges later, as the portal does. */
export function openArchive(
  settings: PortalSettings,
  onAccepted: (dossier: HeldDossier, tables: Readonly<Record<string, readonly Row[]>>) => void,
): Archive {
  const dossiers = new Map<string, HeldDossier>()
  let count = 0

  const judge = (dossier: HeldDossier) => {
    const { waiting } = dossier
    const last = dossier.receptions.at(-1)
    if (!waiting || !last || dossiers.get(keyOf(dossier)) !== dossier) return
    dossier.waiting = undefined
    const file = readDossierFile(waiting.toString('utf8'))
    const verdict = judgeDossier(file)
    const { transactionCode } = last
    dossier.verdict = { ...verdict, judgedAt: settings.now(), transactionCode }
    const tables = file.dossiers[0]?.tables ?? {}
    const { HO_TEN = '', MA_THE_BHYT = '' } = tables['XML1']?.[0] ?? {}
    dossier.name = HO_TEN
    dossier.card = MA_THE_BHYT
    dossier.visit = tables['XML1']?.[0] ?? {}
    if (verdict.result === 'accepted') onAccepted(dossier, tables)
  }

  const receive = (kind: HeldDossier['kind'], facility: string, file: Buffer) => {
    const text = file.toString('utf8')
    const linkCode = linkCodeOf(text)
    if (!linkCode) return { error: 'Không đọc được MA_LK trong tệp' }
    if (facilityOf(text) !== facility)
      return { error: 'MACSKCB trong tệp khác maCSKCB của lần gửi' }
    count += 1
    const receivedAt = settings.now()
    const day = receivedAt.toISOString().slice(0, 10).replaceAll('-', '')
    const reception = {
      transactionCode: `GD${facility}${day}${String(count).padStart(8, '0')}`,
      receivedAt,
      digest: createHash('sha256').update(file).digest('hex'),
    }
    const key = keyOf({ kind, facility, linkCode })
    const dossier = dossiers.get(key) ?? newDossier(kind, facility, linkCode)
    dossier.receptions.push(reception)
    if (!dossiers.has(key)) dossiers.set(key, dossier)
    const oldest = dossiers.size > HELD_MAX ? dossiers.keys().next().value : undefined
    if (oldest !== undefined) dossiers.delete(oldest)
    if (kind === 'dossier') {
      dossier.waiting = file
      setTimeout(() => judge(dossier), settings.judgeAfterMs).unref()
    }
    return reception
  }

  return { dossiers, receive, clear: () => dossiers.clear() }
}

function keyOf({ kind, facility, linkCode }: Pick<HeldDossier, 'kind' | 'facility' | 'linkCode'>) {
  return `${kind}|${facility}|${linkCode}`
}

function newDossier(kind: HeldDossier['kind'], facility: string, linkCode: string): HeldDossier {
  return {
    facility,
    linkCode,
    kind,
    receptions: [],
    waiting: undefined,
    verdict: undefined,
    name: '',
    card: '',
    visit: {},
    inBook: 'no',
  }
}
