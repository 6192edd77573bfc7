import { Button } from '@mantine/core'
import { useBilingual, useMessages } from '../foundation/messages.ts'
import { problemsOf } from '../foundation/problems.ts'
import { messages } from './components.messages.ts'
import { Notice } from './Notice.tsx'

/** Why the server said no, and what to do, in the chosen language. Every failure is shown this way. */
export function ProblemNotice({
  error,
  onRetry,
}: {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const retry = onRetry !== undefined && (
    <Button variant="default" size="sm" onClick={onRetry}>
      {say.tryAgain}
    </Button>
  )
  return (
    <>
      {problemsOf(error).map((problem) => (
        <Notice
          key={`${problem.code} ${problem.at ?? ''}`}
          tone={problem.kind === 'cancelled' ? 'plain' : 'bad'}
          title={inWords(problem.message)}
          action={retry}
        >
          {problem.at !== undefined && <span className="code">{problem.at} </span>}
          {problem.detail !== undefined && `${inWords(problem.detail)} `}
          {inWords(problem.remedy)}
        </Notice>
      ))}
    </>
  )
}
