import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { giveDocx, givePdf, type LetterView, withdrawLetter } from '#correspondence/contract'
import { DownloadButton } from '../../components/DownloadButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { download } from '../../foundation/bytes.ts'
import { call } from '../../foundation/call.ts'
import { formatMoment } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { LetterText } from './LetterText.tsx'
import { NumberDialog } from './NumberDialog.tsx'
import { PaperHistory } from './PaperHistory.tsx'
import { messages } from './papers.messages.ts'
import { letterQuery } from './papers.queries.ts'
import { StateMark } from './PapersPage.tsx'
import { ReviseDialog } from './ReviseDialog.tsx'
import { SignedDrop } from './SignedDrop.tsx'

const route = getRouteApi('/signed-in/van-ban/$ma')

/** One letter: what it says, the files, what may be done with it, what happened to it. */
export function PaperPage() {
  const { ma } = route.useParams()
  const { data: letter } = useSuspenseQuery(letterQuery(ma))
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { id, number, kindName, acts } = letter
  const name = number ?? inWords(kindName)
  return (
    <Page
      title={name}
      lead={letter.abstract}
      above={<BackLink to="/van-ban">{say.back}</BackLink>}
      actions={
        <>
          <DownloadButton fetchIt={() => download(givePdf, { letter: id }, 'van-ban.pdf')}>
            {say.pdf}
          </DownloadButton>
          {acts.length > 0 && (
            <DownloadButton fetchIt={() => download(giveDocx, { letter: id }, 'van-ban.docx')}>
              {say.docx}
            </DownloadButton>
          )}
        </>
      }
    >
      <Group>
        <StateMark state={letter.state} />
        <Text c="dimmed">
          {inWords(kindName)} · {letter.organ} ·{' '}
          {say.drafted(letter.draftedBy, formatMoment(letter.draftedAt))}
        </Text>
      </Group>
      {acts.includes('return') && <SignedDrop letter={id} />}
      {acts.length > 0 && <Acts letter={letter} />}
      <Panel title={say.content}>
        <LetterText letter={letter} />
      </Panel>
      {letter.events.length > 0 && (
        <Panel title={say.history}>
          <PaperHistory events={letter.events} />
        </Panel>
      )}
    </Page>
  )
}

type Opened = 'number' | 'revise' | 'withdraw' | undefined

function Acts({ letter }: { readonly letter: LetterView }) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const [opened, open] = useState<Opened>()
  const close = () => open(undefined)
  const withdrawing = useMutation({
    mutationFn: (reason: string) => call(withdrawLetter, { letter: letter.id, reason }),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      close()
    },
  })
  const may = (act: LetterView['acts'][number]) => letter.acts.includes(act)
  return (
    <Stack gap="sm" className="no-print">
      <Group gap="xs">
        {may('number') && <Button onClick={() => open('number')}>{say.take}</Button>}
        {may('revise') && (
          <Button variant="default" onClick={() => open('revise')}>
            {say.revise}
          </Button>
        )}
        {may('withdraw') && (
          <Button variant="default" onClick={() => open('withdraw')}>
            {say.withdraw}
          </Button>
        )}
      </Group>
      {opened === 'number' && <NumberDialog letter={letter} onClose={close} />}
      {opened === 'revise' && <ReviseDialog letter={letter} onClose={close} />}
      {opened === 'withdraw' && (
        <ReasonDialog
          title={say.withdraw}
          lead={say.withdrawLead}
          action={say.withdraw}
          danger
          pending={withdrawing.isPending}
          error={withdrawing.error}
          onClose={close}
          onReason={(reason) => withdrawing.mutate(reason)}
        />
      )}
    </Stack>
  )
}
