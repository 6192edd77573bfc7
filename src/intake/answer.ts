import type { DossierAnswer } from './contract.ts'
import type { Received } from './receive-dossier.ts'

/** What a sender is told about one dossier. A refused dossier names neither visit nor person: there is none. */
export function answerOf({ submission }: Received): DossierAnswer {
  const { receipt, status, linkCode, visit, person, former, replacedBy, standing } = submission
  return {
    receipt,
    status: status === 'refused' ? 'refused' : 'accepted',
    ...(linkCode === '' ? {} : { linkCode }),
    ...(visit ? { visit } : {}),
    ...(person ? { person } : {}),
    ...(status === 'with-errors' ? { withErrors: true } : {}),
    ...(former ? { former } : {}),
    ...(replacedBy ? { replacedBy } : {}),
    ...(standing === 'withdrawn' ? { withdrawn: true } : {}),
    counts: submission.counts,
    ...(submission.truncated ? { truncated: true } : {}),
    findings: [...submission.findings],
  }
}

/** 201 for a first acceptance, 200 for the same bytes again, 422 for a refusal, first or again. */
export function statusOf({ submission, isNew }: Received): number {
  if (submission.status === 'refused') return 422
  return isNew ? 201 : 200
}
