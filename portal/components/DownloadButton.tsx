import { Button, type ButtonProps } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { DownloadSign } from './icons.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'

/** Fetches a document and saves it; says so when the server refuses. */
export function DownloadButton({
  fetchIt,
  children,
  ...rest
}: {
  readonly fetchIt: () => Promise<void>
  readonly children: ReactNode
} & ButtonProps) {
  const fetching = useMutation({ mutationFn: fetchIt })
  return (
    <>
      <Button
        variant="default"
        leftSection={<DownloadSign size={20} />}
        loading={fetching.isPending}
        onClick={() => fetching.mutate()}
        {...rest}
      >
        {children}
      </Button>
      {fetching.isError && <ProblemNotice error={fetching.error} />}
    </>
  )
}
