import { Button, Group, Stack, Table } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type CodeLists,
  type ImportView,
  type ListDefinition,
  workbooksTexts,
} from '#workbooks/contract'
import { DownloadButton } from '../../components/DownloadButton.tsx'
import { FileDrop } from '../../components/FileDrop.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { judgeFile, type JudgedFile } from './judge-file.ts'
import type { RowWithReasons, ToldPlace } from './judge-worker.ts'
import { messages } from './lists.messages.ts'
import { sendFile } from './lists.queries.ts'

type Known = { readonly definition: ListDefinition; readonly codes: CodeLists }

/** Where a workbook is dropped: it is judged beside the page, and goes to the server only when somebody says so. */
export function DropWorkbook({
  list,
  onSent,
}: {
  readonly list: Known
  readonly onSent: (found: ImportView) => void
}) {
  const language = useLanguage()
  const say = useMessages(messages)
  const [rows, setRows] = useState(0)
  const judging = useMutation({ mutationFn: (file: File) => judgeFile(file, list, setRows) })
  const sending = useMutation({
    mutationFn: (file: File) => sendFile(list.definition.id, file),
    onSuccess: onSent,
  })
  const take = (file: File | undefined) => {
    setRows(0)
    sending.reset()
    if (file) judging.mutate(file)
  }
  return (
    <Stack gap="md">
      <FileDrop
        invite={say.drop}
        active={say.dropActive}
        limits={say.limits}
        choose={say.choose}
        accept=".xlsx"
        isLoading={judging.isPending}
        onFiles={([file]) => take(file)}
      />
      {judging.isPending && (
        <Notice tone="note" title={say.judging(formatNumber(rows, language))} />
      )}
      {judging.isError && <ProblemNotice error={judging.error} />}
      {judging.data && (
        <Judged
          judged={judging.data}
          isSending={sending.isPending}
          onSend={() => sending.mutate(judging.data.file)}
        />
      )}
      {sending.isError && <ProblemNotice error={sending.error} />}
    </Stack>
  )
}

function Judged({
  judged,
  isSending,
  onSend,
}: {
  readonly judged: JudgedFile
  readonly isSending: boolean
  readonly onSend: () => void
}) {
  const language = useLanguage()
  const say = useMessages(messages)
  const { file, findings, write } = judged
  if (findings.tell === 'unreadable') return <Places places={findings.problems} tone="bad" />
  const { rows, failed, shown, notices } = findings
  return (
    <Panel title={file.name}>
      <Stack gap="md">
        <Notice
          tone={failed === 0 ? 'good' : 'warn'}
          title={say.judged(formatNumber(rows, language))}
        >
          {failed === 0 ? say.clean : say.faulty(formatNumber(failed, language))}
        </Notice>
        <Group>
          {rows > failed && (
            <Button loading={isSending} onClick={onSend}>
              {say.compare}
            </Button>
          )}
          {failed > 0 && (
            <DownloadButton fetchIt={() => saveReasons(file.name, write)}>
              {say.withReasons}
            </DownloadButton>
          )}
        </Group>
        <Places places={notices} tone="note" />
        {shown.length > 0 && <ReasonTable rows={shown} />}
      </Stack>
    </Panel>
  )
}

async function saveReasons(name: string, write: JudgedFile['write']): Promise<void> {
  const blob = await write()
  if (blob === undefined) return
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** What concerns the workbook as a whole, in words. */
export function Places({
  places,
  tone,
}: {
  readonly places: readonly ToldPlace[]
  readonly tone: 'bad' | 'note'
}) {
  const inWords = useBilingual()
  return (
    <>
      {places.map(({ code, at = '' }) => {
        const text = workbooksTexts[code]
        return (
          <Notice key={`${code} ${at}`} tone={tone} title={text ? inWords(text.message) : code}>
            {at !== '' && <span className="code">{at} </span>}
            {text && inWords(text.remedy)}
          </Notice>
        )
      })}
    </>
  )
}

function ReasonTable({ rows }: { readonly rows: readonly RowWithReasons[] }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  return (
    <ScrollTable label={say.why} minWidth={320}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.row}</Table.Th>
          <Table.Th>{say.why}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ row, reasons }) => (
          <Table.Tr key={row}>
            <Table.Td className="numbers">{row}</Table.Td>
            <Table.Td>
              {reasons.map(({ code, column, message, remedy }) => (
                <div key={`${code} ${column ?? ''}`}>
                  {column !== undefined && <span className="code">{column}: </span>}
                  {inWords(message)} {inWords(remedy)}
                </div>
              ))}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}
