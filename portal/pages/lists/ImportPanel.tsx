import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { giveReasons, type ImportView, steerImport } from '#workbooks/contract'
import { DownloadButton } from '../../components/DownloadButton.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { download } from '../../foundation/bytes.ts'
import { call } from '../../foundation/call.ts'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Places } from './DropWorkbook.tsx'
import { ImportedRows } from './ImportedRows.tsx'
import style from './lists.module.css'
import { messages } from './lists.messages.ts'
import { importQuery } from './lists.queries.ts'

/** One import: how far it is, what it would change, what can be done, and in the end its receipt. */
export function ImportPanel({ id }: { readonly id: string }) {
  const say = useMessages(messages)
  const { data: found, error } = useQuery(importQuery(id))
  if (error) return <ProblemNotice error={error} />
  if (found === undefined) return null
  return (
    <Panel title={found.fileName}>
      <Stack gap="md">
        <Standing found={found} />
        <Places places={found.problems} tone="bad" />
        <Steps found={found} />
        <Places places={found.notices} tone="note" />
        <Text c="dimmed" className={style.digest}>
          {say.receipt}: <span className="code">{found.id}</span>
          <br />
          {say.digest}: <span className="code">{found.digest}</span>
        </Text>
        {found.rows > 0 && <ImportedRows found={found} />}
      </Stack>
    </Panel>
  )
}

const MOVING = new Set<ImportView['state']>(['received', 'comparing', 'running', 'undoing'])

function Standing({ found }: { readonly found: ImportView }) {
  const language = useLanguage()
  const say = useMessages(messages)
  const { state, through, total, counts } = found
  const number = (count = 0) => formatNumber(count, language)
  const tone = state === 'done' ? 'good' : state === 'refused' ? 'bad' : 'note'
  const results = [
    [say.written, counts.done],
    [say.unwritten, counts.unwritten],
    [say.undone, counts.undone],
    [say.kept, counts.kept],
  ] as const
  const shown = results.filter(([, count]) => (count ?? 0) > 0)
  return (
    <>
      <Notice tone={tone} title={say.states[state]}>
        {total > 0 && (
          <span className="numbers">{say.through(number(through), number(total))}</span>
        )}
        {shown.map(([label, count]) => (
          <span key={label}>
            {' · '}
            {label}: <span className="numbers">{number(count)}</span>
          </span>
        ))}
      </Notice>
      {(MOVING.has(state) || state === 'stopped') && (
        <Progress
          aria-label={say.states[state]}
          value={total === 0 ? 0 : (through / total) * 100}
          animated={MOVING.has(state)}
          size="lg"
        />
      )}
    </>
  )
}

function Steps({ found }: { readonly found: ImportView }) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const steering = useMutation({
    mutationFn: (step: ImportView['steps'][number]) =>
      call(steerImport, { import: found.id, step }),
    onSettled: () => queryClient.invalidateQueries(),
  })
  const fetchIt = (rows: 'all' | 'failed') => () =>
    download(giveReasons, { import: found.id, rows }, found.fileName)
  const hasReasons = (found.counts.failed ?? 0) + (found.counts.unwritten ?? 0) > 0
  return (
    <>
      <Group>
        {found.steps.map((step) => (
          <Button
            key={step}
            variant={step === 'start' ? 'filled' : 'default'}
            loading={steering.isPending}
            onClick={() => steering.mutate(step)}
          >
            {step === 'start' && found.state === 'stopped' ? say.resume : say.steps[step]}
          </Button>
        ))}
        {hasReasons && found.hasFile && (
          <>
            <DownloadButton fetchIt={fetchIt('all')}>{say.withReasons}</DownloadButton>
            <DownloadButton fetchIt={fetchIt('failed')}>{say.onlyFailed}</DownloadButton>
          </>
        )}
      </Group>
      {steering.isError && <ProblemNotice error={steering.error} />}
    </>
  )
}
