import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type CaseView, detach, readAttachment } from '#cases/contract'
import { download } from '../../foundation/bytes.ts'
import { call } from '../../foundation/call.ts'
import { formatMoment } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { DownloadButton } from '../DownloadButton.tsx'
import { ProblemNotice } from '../ProblemNotice.tsx'
import { messages } from './cases.messages.ts'
import style from './cases.module.css'

type Paper = CaseView['attachments'][number]

/** The papers that lie in a case, to be read by whoever may read it. */
export function CasePapers({ view }: { readonly view: CaseView }) {
  return view.attachments.map((paper) => (
    <PaperLine key={`${paper.attachment} ${paper.digest}`} of={view.case} paper={paper} />
  ))
}

function PaperLine({ of, paper }: { readonly of: string; readonly paper: Paper }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const queryClient = useQueryClient()
  const place = { case: of, kind: paper.attachment, digest: paper.digest }
  const removing = useMutation({
    mutationFn: () => call(detach, place),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  return (
    <div className={style.clock}>
      <strong>{inWords(paper.label)}</strong>
      <span>{paper.name}</span>
      <span className={style.note}>
        {paper.by} · {formatMoment(paper.at)}
      </span>
      <Group gap="xs" className="no-print">
        <DownloadButton
          size="compact-sm"
          aria-label={`${say.download}: ${paper.name}`}
          fetchIt={() => download(readAttachment, place, paper.name)}
        >
          {say.download}
        </DownloadButton>
        {paper.removable && (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={removing.isPending}
            aria-label={`${say.takeOut}: ${paper.name}`}
            onClick={() => removing.mutate()}
          >
            {say.takeOut}
          </Button>
        )}
      </Group>
      {removing.isError && <ProblemNotice error={removing.error} />}
    </div>
  )
}
