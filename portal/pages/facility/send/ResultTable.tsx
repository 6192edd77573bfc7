import { Button, Group, SegmentedControl, Table } from '@mantine/core'
import { useState } from 'react'
import type { DossierAnswer } from '#intake/contract'
import { ActionsHead } from '../../../components/ActionsHead.tsx'
import { LinkButton } from '../../../components/LinkButton.tsx'
import { Mark } from '../../../components/Notice.tsx'
import { Panel } from '../../../components/Page.tsx'
import { ScrollTable } from '../../../components/ScrollTable.tsx'
import { FindingCounts, StatusMark } from '../../../components/StatusMark.tsx'
import { words } from '../../../components/words.messages.ts'
import { useBilingual, useMessages } from '../../../foundation/messages.ts'
import { ProgressBar } from './Progress.tsx'
import style from './send.module.css'
import { messages } from './send.messages.ts'
import { clearFinished, retryFile } from './sending-desk.ts'
import { isUnfinished, type SentFile } from './sending.ts'

/** Rows drawn at once; more are shown on demand, so that ten thousand files do not freeze the page. */
const ROWS = 100

/** What became of each file and of each dossier in it. */
export function ResultTable({ files }: { readonly files: readonly SentFile[] }) {
  const say = useMessages(messages)
  const fixed = useMessages(words)
  const [show, setShow] = useState<'every' | 'toMend'>('every')
  const [rowsMax, setRowsMax] = useState(ROWS)
  const listed = show === 'every' ? files : files.filter(needsMending)

  return (
    <Panel
      title={say.result}
      aside={
        <Group gap="sm">
          <SegmentedControl
            size="sm"
            aria-label={say.show}
            value={show}
            data={[
              { value: 'every', label: say.every },
              { value: 'toMend', label: say.toMend },
            ]}
            onChange={setShow}
          />
          {files.some(({ state }) => !isUnfinished(state)) && (
            <Button variant="subtle" color="gray" size="sm" onClick={clearFinished}>
              {say.clear}
            </Button>
          )}
        </Group>
      }
    >
      <ScrollTable label={say.result} minWidth={720} isStacked>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say.file}</Table.Th>
            <Table.Th>{fixed.linkCode}</Table.Th>
            <Table.Th>{fixed.status}</Table.Th>
            <Table.Th>{fixed.findings}</Table.Th>
            <ActionsHead />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {listed.slice(0, rowsMax).map((file) => (
            <FileRows key={file.id} file={file} />
          ))}
        </Table.Tbody>
      </ScrollTable>
      {listed.length > rowsMax && (
        <Button variant="default" mt="sm" onClick={() => setRowsMax(rowsMax + ROWS)}>
          {say.more} ({listed.length - rowsMax})
        </Button>
      )}
    </Panel>
  )
}

function needsMending({ state }: SentFile): boolean {
  if (state.kind === 'refused') return true
  return (
    state.kind === 'answered' &&
    state.answers.some(({ status, counts }) => status === 'refused' || counts.error > 0)
  )
}

function FileRows({ file }: { readonly file: SentFile }) {
  const { state } = file
  if (state.kind !== 'answered') return <UnansweredRow file={file} />
  return state.answers.map((answer) => (
    <AnswerRow key={answer.receipt} name={file.name} answer={answer} />
  ))
}

function UnansweredRow({ file }: { readonly file: SentFile }) {
  const say = useMessages(messages)
  const fixed = useMessages(words)
  const inWords = useBilingual()
  const { state } = file
  return (
    <Table.Tr>
      <Table.Td className={style.name} data-label={say.file}>
        <span>{file.name}</span>
      </Table.Td>
      <Table.Td />
      <Table.Td colSpan={2} data-label={fixed.status}>
        {state.kind === 'going' && (
          <ProgressBar share={state.share} label={`${say.states.going} ${file.name}`} isSmall />
        )}
        {state.kind === 'waiting' && <Mark tone="plain">{say.states.waiting}</Mark>}
        {state.kind === 'cancelled' && <Mark tone="plain">{say.states.cancelled}</Mark>}
        {state.kind === 'refused' &&
          state.problems.map((problem) => (
            <div key={problem.code}>
              <Mark tone="bad">{inWords(problem.message)}</Mark>
              <div className={style.note}>{inWords(problem.remedy)}</div>
            </div>
          ))}
      </Table.Td>
      <Table.Td ta="right">
        {(state.kind === 'refused' || state.kind === 'cancelled') && (
          <Button variant="default" size="sm" onClick={() => retryFile(file.id)}>
            {say.retry}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function AnswerRow({ name, answer }: { readonly name: string; readonly answer: DossierAnswer }) {
  const say = useMessages(messages)
  const fixed = useMessages(words)
  const status = answer.withErrors === true ? 'with-errors' : answer.status
  const isStale = answer.replacedBy !== undefined || answer.withdrawn === true
  const hasErrors = answer.counts.error > 0
  return (
    <Table.Tr>
      <Table.Td className={style.name} data-label={say.file}>
        <span>{name}</span>
      </Table.Td>
      <Table.Td className="numbers" data-label={fixed.linkCode}>
        <span>{answer.linkCode ?? <span className={style.note}>{say.unreadable}</span>}</span>
      </Table.Td>
      <Table.Td data-label={fixed.status}>
        <StatusMark status={status} />
        {isStale && <div className={style.note}>{say.again}</div>}
      </Table.Td>
      <Table.Td data-label={fixed.findings}>
        <FindingCounts counts={answer.counts} />
      </Table.Td>
      <Table.Td ta="right">
        <LinkButton
          to="/co-so/ho-so/$receipt"
          params={{ receipt: answer.receipt }}
          variant={answer.status === 'refused' ? 'filled' : 'default'}
          size="sm"
        >
          {hasErrors ? say.open : say.openClean}
        </LinkButton>
      </Table.Td>
    </Table.Tr>
  )
}
