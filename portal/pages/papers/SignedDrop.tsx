import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileDrop } from '../../components/FileDrop.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './papers.messages.ts'
import { sendSigned } from './papers.queries.ts'

/** Where the signed PDF is dropped; what is wrong with it stands beneath. */
export function SignedDrop({ letter }: { readonly letter: string }) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const sending = useMutation({
    mutationFn: (file: File) => sendSigned(letter, file),
    // Also a refused file stands in the history.
    onSettled: () => queryClient.invalidateQueries(),
  })
  return (
    <div className="no-print">
      <FileDrop
        invite={say.drop}
        limits={say.dropLead}
        choose={sending.isPending ? say.sending : say.choose}
        accept="application/pdf"
        isLoading={sending.isPending}
        onFiles={([file]) => file && sending.mutate(file)}
      />
      {sending.isError && <ProblemNotice error={sending.error} />}
    </div>
  )
}
