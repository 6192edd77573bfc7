/**
 * Whom an answer may be about: the whole table of routes, by what they reach. A contract that is served and stands nowhere here,
 * or stands here and is no longer served, fails the matrix.
 */
export type Reach = 'nobody' | 'own-person' | 'patients' | 'own-facility'

const LINES: Readonly<Record<Reach, string>> = {
  /** Figures, operation, one's own account, evidence without content: never about a patient by name, number or code. */
  nobody: `
    GET /health
    GET /ready
    GET /audit/checkpoint
    GET /audit/checkpoints
    GET /audit/removals
    GET /audit/key
    GET /audit/proof/inclusion
    GET /audit/proof/consistency
    GET /audit/export/events
    GET /audit/export/leaves
    GET /audit/export/pending
    GET /audit/events
    GET /audit/events/:number
    GET /audit/state
    GET /audit/security-events
    POST /access/identities/:issuer/link
    POST /access/identities/:issuer/unlink
    GET /session
    POST /session/sign-out
    POST /session/switch
    POST /session/password
    POST /demo/token
    GET /accounts
    POST /accounts
    POST /accounts/:account/lock
    POST /accounts/:account/unlock
    POST /accounts/:account/password-link
    GET /access/security
    POST /access/sessions/:session/end
    POST /access/sessions/end-others
    POST /access/step-up/begin
    POST /access/step-up
    POST /access/factors/totp
    POST /access/factors/totp/confirm
    POST /access/factors/passkey
    POST /access/factors/passkey/confirm
    POST /access/factors/:factor/remove
    POST /access/recovery-codes
    POST /access/counter/citizens
    GET /access/staff
    POST /access/resets
    GET /access/resets
    POST /access/resets/:reset/confirm
    POST /access/resets/:reset/withdraw
    GET /wire-doors
    POST /wire-doors
    POST /wire-doors/:username/close
    GET /systems
    POST /systems
    POST /systems/:client/keys
    POST /systems/:client/keys/:key/end
    POST /systems/:client/close
    POST /systems/:client/consent
    POST /systems/:client/consent/end
    GET /clients
    POST /clients/apps
    POST /clients/:client/confirm
    POST /clients/:client/close
    GET /apps/launchable
    POST /guardians
    GET /guardians
    POST /guardians/:id/settle
    POST /guardians/:id/end
    POST /shares/:token
    GET /registry/facilities
    GET /registry/definitions/:kind
    GET /registry/profiles/:subject
    GET /registry/profiles/:subject/history
    GET /registry/profiles/:subject/difference
    POST /registry/facility/profiles/:subject/statements
    POST /registry/practice/profiles/:subject/statements
    POST /registry/facility/practitioners
    GET /registry/facilities/:facility/staff
    GET /registry/conflicts
    POST /registry/conflicts/:conflict/settle
    POST /registry/accounts/facility
    POST /registry/accounts/practitioner
    POST /registry/accounts/:case/links
    POST /registry/facility/submit
    POST /registry/practice/claim
    POST /registry/practice/declare
    POST /registry/samples
    POST /registry/facility/registrations/:subject/:turn
    GET /registry/may-practise
    GET /registry/licence-notices
    POST /registry/licence-notices/:notice/seen
    GET /registry/licence-alerts
    POST /registry/may-practise
    POST /fhir/Practitioner/$may-practise
    POST /api/token/take
    POST /api/qd130/checkInKcbQd130
    POST /api/qd130/checkInKcbQd4750
    POST /api/qd130/checkInKcbQd3176
    POST /api/qd130/guiHoSoXmlQD130
    POST /api/qd130/guiHoSoXmlQD4750
    POST /api/qd130/guiHoSoXmlQD3176
    POST /api/egw/KQNhanLichSuKCB2024
    GET /intake/department
    GET /intake/half-year-report
    GET /intake/half-year-report.pdf
    GET /department/deliveries
    GET /operations/queues
    GET /operations/dead-letters
    POST /operations/dead-letters/requeue
    POST /operations/queues/retry-now
    GET /operations/portal-accounts
    PUT /operations/portal-accounts/:facility
    GET /cases
    GET /cases/counts
    GET /cases/sample
    GET /cases/:case
    POST /cases/steps
    POST /cases/:case/steps/:step
    POST /cases/:case/attachments/:kind
    GET /cases/:case/attachments/:kind/:digest
    POST /cases/:case/attachments/:kind/:digest/remove
    GET /privacy/kinds
    POST /privacy/requests
    GET /privacy/breaches/:case/notice.pdf
    GET /privacy/extracts/:case
    GET /privacy/inventory
    GET /privacy/inventory.jsonld
    GET /person-reviews
    GET /person-reviews/:review
    POST /person-reviews/:review/settle
    POST /person-reviews/:review/reopen
    POST /inspections
    GET /inspections
    POST /inspections/:order/revoke
    GET /break-glass/reviews
    POST /break-glass/:id/review
    GET /workbooks/lists
    GET /workbooks/lists/:list
    GET /workbooks/lists/:list/template.xlsx
    POST /workbooks/lists/:list/imports
    GET /workbooks/imports
    GET /workbooks/imports/:import
    GET /workbooks/imports/:import/rows
    POST /workbooks/imports/:import/steps/:step
    GET /workbooks/imports/:import/workbook.xlsx`,
  'own-person': `
    GET /apps/own
    POST /apps/own/:grant/end
    GET /book/choices
    POST /book/choices
    GET /book/family
    POST /book/delegates
    POST /book/delegates/:id/answer
    POST /book/delegates/:id/end
    GET /book/notices
    POST /book/notices/seen
    GET /book/shares
    POST /book/shares
    POST /book/shares/:id/end
    GET /book/summary
    GET /book/visits
    GET /book/visits/:visit
    GET /book/labs
    GET /book/papers
    GET /book/access
    GET /book/access/:position
    POST /book/pass
    GET /book/share-content
    GET /book/of/:person
    GET /book/of/:person/access
    GET /book/of/:person/access/:position
    GET /book/of/:person/visits/:visit
    GET /book/of/:person/visits/:visit/papers/:kind
    GET /book/visits/:visit/papers/:kind
    GET /book/print
    POST /privacy/access-questions
    GET /privacy/copies/:case/:form`,
  /** Patients of the caller's facility, and records that the policy opens to it. */
  patients: `
    POST /apps/launch
    GET /break-glass
    POST /break-glass
    POST /records/open-pass
    GET /records/:person
    GET /records/:person/visits/:visit
    GET /records/:person/visits/:visit/papers/:kind
    GET /follow-up/first-screen
    GET /follow-up/patients`,
  /** What the caller's facility sent, and what became of it. */
  'own-facility': `
    POST /intake/dossiers
    POST /intake/check-ins
    POST /intake/submissions/:receipt/correction
    GET /intake/submissions
    GET /intake/submissions/:receipt
    GET /intake/submissions/:receipt/file
    POST /intake/submissions/:receipt/withdrawal
    GET /intake/withdrawals
    POST /intake/withdrawals/:receipt/settlement
    GET /intake/today
    GET /intake/practice-warnings
    GET /intake/findings-by-ward
    GET /intake/findings-by-ward.pdf
    GET /intake/findings-by-ward.xlsx
    GET /deliveries
    GET /deliveries/summary
    GET /deliveries/:id
    POST /deliveries/results`,
}

/** What each route reaches, by `METHOD /path`. */
export const REACH: ReadonlyMap<string, Reach> = new Map(
  (['nobody', 'own-person', 'patients', 'own-facility'] as const).flatMap((reach) =>
    LINES[reach]
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((route) => [route, reach] as const),
  ),
)
