import { Button, FileButton } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { readSubmissionFile, type SubmissionDetail, withdrawSubmission } from '#intake/contract'
import { DownloadButton } from '../../../components/DownloadButton.tsx'
import { SendSign } from '../../../components/icons.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { ReasonDialog } from '../../../components/ReasonDialog.tsx'
import { download } from '../../../foundation/bytes.ts'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { useFollow } from './CorrectionBar.tsx'
import { sendAnyway, sendCorrected } from './resend.ts'
import { messages } from './submission.messages.ts'

/** What can be done with a submission in its state; what cannot is not shown. */
export function SubmissionActions({ submission }: { readonly submission: SubmissionDetail }) {
  const say = useMessages(messages)
  const { receipt, status } = submission
  const isOpen = status !== 'replaced' && status !== 'withdrawn'
  const isRecorded = status === 'accepted' || status === 'with-errors'
  return (
    <>
      {isOpen && <UploadCorrected receipt={receipt} isMain={submission.counts.error > 0} />}
      {status === 'refused' && submission.counts.error > 0 && <SendAnyway receipt={receipt} />}
      {isRecorded && submission.kind === 'dossier' && <Withdraw receipt={receipt} />}
      <DownloadButton fetchIt={() => download(readSubmissionFile, { receipt }, `${receipt}.xml`)}>
        {say.original}
      </DownloadButton>
    </>
  )
}

function UploadCorrected({
  receipt,
  isMain,
}: {
  readonly receipt: string
  readonly isMain: boolean
}) {
  const say = useMessages(messages)
  const follow = useFollow()
  const sending = useMutation({
    mutationFn: (file: File) => sendCorrected(receipt, file),
    onSuccess: follow,
  })
  return (
    <>
      <FileButton
        accept=".xml,application/xml,text/xml"
        onChange={(file) => file !== null && sending.mutate(file)}
      >
        {(props) => (
          <Button
            {...props}
            variant={isMain ? 'filled' : 'default'}
            leftSection={<SendSign size={20} />}
            loading={sending.isPending}
          >
            {say.uploadCorrected}
          </Button>
        )}
      </FileButton>
      {sending.isError && <ProblemNotice error={sending.error} />}
    </>
  )
}

function SendAnyway({ receipt }: { readonly receipt: string }) {
  const say = useMessages(messages)
  const [isOpen, setOpen] = useState(false)
  const follow = useFollow()
  const sending = useMutation({
    mutationFn: (reason: string) => sendAnyway(receipt, reason),
    onSuccess: (answer) => {
      setOpen(false)
      return follow(answer)
    },
  })
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {say.sendAnyway}
      </Button>
      {isOpen && (
        <ReasonDialog
          title={say.sendAnyway}
          lead={say.sendAnywayLead}
          action={say.sendAnyway}
          pending={sending.isPending}
          error={sending.error}
          onClose={() => setOpen(false)}
          onReason={sending.mutate}
        />
      )}
    </>
  )
}

function Withdraw({ receipt }: { readonly receipt: string }) {
  const say = useMessages(messages)
  const [isOpen, setOpen] = useState(false)
  const queryClient = useQueryClient()
  const withdrawing = useMutation({
    mutationFn: (reason: string) => call(withdrawSubmission, { receipt, reason }),
    onSuccess: () => {
      setOpen(false)
      return queryClient.invalidateQueries()
    },
  })
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {say.withdraw}
      </Button>
      {isOpen && (
        <ReasonDialog
          title={say.withdraw}
          lead={say.withdrawLead}
          action={say.withdraw}
          danger
          pending={withdrawing.isPending}
          error={withdrawing.error}
          onClose={() => setOpen(false)}
          onReason={withdrawing.mutate}
        />
      )}
    </>
  )
}
