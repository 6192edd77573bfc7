import { Button, FileButton, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type DragEvent, useState } from 'react'
import { SendSign } from '../../components/icons.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './papers.messages.ts'
import { sendSigned } from './papers.queries.ts'
import style from './papers.module.css'

/** Where the signed PDF is dropped; what is wrong with it stands beneath. */
export function SignedDrop({ letter }: { readonly letter: string }) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const [isOver, setOver] = useState(false)
  const sending = useMutation({
    mutationFn: (file: File) => sendSigned(letter, file),
    // Also a refused file stands in the history.
    onSettled: () => queryClient.invalidateQueries(),
  })
  const take = (file: File | null | undefined) => {
    if (file) sending.mutate(file)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    <div className="no-print">
      <div
        className={style.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <SendSign size={32} />
        <strong>{say.drop}</strong>
        <Text c="dimmed">{say.dropLead}</Text>
        <FileButton accept="application/pdf" onChange={take}>
          {(props) => (
            <Button {...props} loading={sending.isPending}>
              {sending.isPending ? say.sending : say.choose}
            </Button>
          )}
        </FileButton>
      </div>
      {sending.isError && <ProblemNotice error={sending.error} />}
    </div>
  )
}
