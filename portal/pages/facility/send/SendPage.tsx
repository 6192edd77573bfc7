import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Page } from '../../../components/Page.tsx'
import { useMessages } from '../../../foundation/messages.ts'
import { DropField } from './DropField.tsx'
import { Progress } from './Progress.tsx'
import { ResultTable } from './ResultTable.tsx'
import { messages } from './send.messages.ts'
import { useSending } from './sending-desk.ts'
import { tallyOf } from './sending.ts'

/** Drop files, watch them go, see at once what the rules say. */
export function SendPage() {
  const say = useMessages(messages)
  const { files, isLineLost } = useSending()
  const queryClient = useQueryClient()
  const { unfinished } = tallyOf(files)

  useEffect(() => {
    if (files.length > 0 && unfinished === 0) void queryClient.invalidateQueries()
  }, [files.length, unfinished, queryClient])

  return (
    <Page title={say.title} lead={say.lead}>
      <DropField />
      {files.length > 0 && <Progress files={files} isLineLost={isLineLost} />}
      {files.length > 0 && <ResultTable files={files} />}
    </Page>
  )
}
