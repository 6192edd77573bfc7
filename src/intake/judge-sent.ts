import { judgeCheckIn, judgeDossier, type Judgement, type SignatureState } from '#rules'
import { verifyEnvelopeSignature } from '#signing'
import { fieldOf } from '#vocabulary/dossier-tables'
import type { Finding, FindingSeverity } from '#vocabulary/finding'
import { parseVietnamTime, vietnamDay } from '#vocabulary/vietnam-time'
import type { Lists } from '#terminology'
import { isUnreadable } from './dossier-xml/reading-findings.ts'
import type { SentDossier } from './dossier-xml/sent-dossier.ts'
import { ownershipFindings } from './ownership-findings.ts'
import type { IntakeNeeds } from './needs.ts'
import { practiceFindings } from './practice-findings.ts'
import type { ReceiveOptions, Sender } from './sender.ts'

/** What we have to say about a dossier, and by which rules and lists we say it. */
export type Judged = {
  /** Whether it can be recorded at all: it was read, and it is the sender's own. */
  readonly recordable: boolean
  readonly findings: readonly Finding[]
  readonly counts: Readonly<Record<FindingSeverity, number>>
  readonly truncated: boolean
  readonly ruleSet: string
  /** Names every list that was asked; changes when one of them does. */
  readonly fingerprint: string
  readonly lists: Lists
}

/** Names the way of reading; a refusal for the form of a file is judged again only when this changes. */
const READING_VERSION = 'dossier-xml/1'

/**
 * Judges a dossier or check-in: first whether it can be read and is the sender's own, then by all rules in force
 * when the visit ended. All findings at once.
 */
export async function judgeSent(
  needs: Pick<IntakeNeeds, 'now' | 'listsFor' | 'ruleSettings' | 'practice'>,
  sender: Sender,
  dossier: SentDossier,
  options: ReceiveOptions,
): Promise<Judged> {
  const receivedAt = needs.now()
  const lists = await needs.listsFor(dayOfEvent(dossier, receivedAt), sender.facility)
  const foreign = ownershipFindings(sender, dossier, options)
  const before = [...dossier.findings, ...foreign]
  if (foreign.length > 0 || before.some(isUnreadable)) {
    const counts = countsOf(before)
    return {
      recordable: false,
      findings: before,
      counts,
      truncated: false,
      ruleSet: READING_VERSION,
      fingerprint: '',
      lists,
    }
  }
  const judgement = askRules(needs, sender, dossier, receivedAt, lists)
  const isVisit = needs.practice !== undefined && dossier.kind === 'dossier'
  const practice = isVisit
    ? await practiceFindings(needs.practice, sender.facility, dossier.tables)
    : []
  const merged = merge([...before, ...practice], judgement)
  return { recordable: true, ...merged, fingerprint: lists.fingerprint, lists }
}

function askRules(
  needs: Pick<IntakeNeeds, 'ruleSettings'>,
  sender: Sender,
  dossier: SentDossier,
  receivedAt: Date,
  lists: Lists,
): Judgement {
  const { facility } = sender
  const { tables, unknownTables } = dossier
  const signature = signatureOf(dossier, receivedAt)
  return dossier.kind === 'dossier'
    ? judgeDossier(
        { facility, tables, unknownTables, receivedAt, signature },
        lists,
        needs.ruleSettings,
      )
    : judgeCheckIn({ facility, tables, receivedAt, signature }, lists, needs.ruleSettings)
}

/** The certificate must be good on the day of sending; a list of trusted issuers is not loaded. */
function signatureOf(dossier: SentDossier, sentAt: Date): SignatureState {
  return dossier.signed ? verifyEnvelopeSignature(dossier.bytes, sentAt).state : 'absent'
}

function merge(before: readonly Finding[], judgement: Judgement) {
  const own = countsOf(before)
  const { error, warning, notice } = judgement.counts
  return {
    findings: [...before, ...judgement.findings],
    counts: {
      error: error + own.error,
      warning: warning + own.warning,
      notice: notice + own.notice,
    },
    truncated: judgement.truncated,
    ruleSet: judgement.ruleSet,
  }
}

function countsOf(findings: readonly Finding[]): Record<FindingSeverity, number> {
  const counts = { error: 0, warning: 0, notice: 0 }
  for (const { severity } of findings) counts[severity] += 1
  return counts
}

/** The day that chooses lists: the end of the visit, else its beginning, else today. */
function dayOfEvent({ tables, kind }: SentDossier, receivedAt: Date): string {
  const head = kind === 'dossier' ? 'XML1' : 'CHECKIN'
  const end = parseVietnamTime(fieldOf(tables, head, 'NGAY_RA'))
  const start = parseVietnamTime(fieldOf(tables, head, 'NGAY_VAO'))
  return vietnamDay(end.ok ? end.value : start.ok ? start.value : receivedAt)
}
