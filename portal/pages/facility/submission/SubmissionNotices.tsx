import { Link } from '@tanstack/react-router'
import type { SubmissionDetail } from '#intake/contract'
import { Notice } from '../../../components/Notice.tsx'
import { formatMoment } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './submission.messages.ts'

/** What one must know before reading on: withdrawn, replaced, or sent although it has errors. */
export function SubmissionNotices({ submission }: { readonly submission: SubmissionDetail }) {
  const say = useMessages(messages)
  const newest = submission.history[0]
  const { withdrawal } = submission
  return (
    <>
      {withdrawal !== undefined && (
        <Notice tone="plain" title={say.withdrawnTitle}>
          {withdrawal.reason} – {say.withdrawnBy}: {withdrawal.by},{' '}
          <span className="numbers">{formatMoment(withdrawal.at)}</span>
        </Notice>
      )}
      {submission.status === 'replaced' && newest !== undefined && (
        <Notice tone="note" title={say.replacedTitle}>
          <Link to="/co-so/ho-so/$receipt" params={{ receipt: newest.receipt }}>
            {say.openNewest}
          </Link>
        </Notice>
      )}
      {submission.reason !== undefined && (
        <Notice tone="warn" title={say.reasonWithErrors}>
          {submission.reason}
        </Notice>
      )}
    </>
  )
}
