import { Button, type ButtonProps } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ProblemNotice } from './ProblemNotice.tsx'

/** A button of a line that does one thing at the server: afterwards everything is read anew, and a refusal stands beneath it. */
export function ActButton({
  act,
  children,
  ...rest
}: {
  readonly act: () => Promise<unknown>
  /** What it does to which line, for those who cannot see the line. */
  readonly 'aria-label'?: string
  readonly children: ReactNode
} & ButtonProps) {
  const queryClient = useQueryClient()
  const acting = useMutation({
    mutationFn: act,
    onSuccess: () => queryClient.invalidateQueries(),
  })
  return (
    <>
      <Button
        variant="default"
        size="sm"
        loading={acting.isPending}
        onClick={() => acting.mutate()}
        {...rest}
      >
        {children}
      </Button>
      {acting.isError && <ProblemNotice error={acting.error} />}
    </>
  )
}
