import { useQuery } from '@tanstack/react-query'
import { Skeleton } from '@mantine/core'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { formatMoment } from '../../../foundation/format.ts'
import { useBilingual } from '../../../foundation/messages.ts'
import { deliveryQuery } from '../facility.queries.ts'
import style from './delivery-card.module.css'

/** Each attempt to deliver, with what came back: the evidence. */
export function Attempts({ id }: { readonly id: string }) {
  const inWords = useBilingual()
  const { data, error, refetch } = useQuery(deliveryQuery(id))
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton height={60} />
  return (
    <ol className={style.attempts}>
      {data.attemptList.map((attempt) => (
        <li key={attempt.number}>
          <span className="numbers">{formatMoment(attempt.startedAt)}</span>{' '}
          {attempt.reasonText === undefined ? (
            <span className="code">{attempt.resultCode ?? attempt.outcome}</span>
          ) : (
            inWords(attempt.reasonText)
          )}
          {attempt.httpStatus !== undefined && (
            <span className={style.note}>
              {' '}
              HTTP <span className="numbers">{attempt.httpStatus}</span>
            </span>
          )}
          {attempt.transactionCode !== undefined && (
            <span className="code"> {attempt.transactionCode}</span>
          )}
        </li>
      ))}
    </ol>
  )
}
