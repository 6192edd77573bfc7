import { Button, FileButton, Stack, Table, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { importResults, ResultImportReport } from '#delivery/contract'
import { Dialog } from '../../../components/Dialog.tsx'
import { SendSign } from '../../../components/icons.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { ScrollTable } from '../../../components/ScrollTable.tsx'
import { words } from '../../../components/words.messages.ts'
import { upload } from '../../../foundation/bytes.ts'
import { readRefusal } from '../../../foundation/problems.ts'
import { useBilingual, useMessages } from '../../../foundation/messages.ts'
import { messages } from './deliveries.messages.ts'

/** Takes the list of results that the clerk downloaded from the insurance portal. */
export function ResultImport() {
  const say = useMessages(messages)
  const [isOpen, setOpen] = useState(false)
  const queryClient = useQueryClient()
  const importing = useMutation({
    mutationFn: importFile,
    onSuccess: () => queryClient.invalidateQueries(),
  })
  return (
    <>
      <Button variant="default" leftSection={<SendSign size={20} />} onClick={() => setOpen(true)}>
        {say.import}
      </Button>
      {isOpen && (
        <Dialog size="lg" onClose={() => setOpen(false)} title={say.import}>
          <Stack>
            <Text>{say.importLead}</Text>
            <FileButton
              accept=".csv,.xlsx,text/csv"
              onChange={(file) => file !== null && importing.mutate(file)}
            >
              {(props) => (
                <Button {...props} loading={importing.isPending}>
                  {say.importChoose}
                </Button>
              )}
            </FileButton>
            {importing.isError && <ProblemNotice error={importing.error} />}
            {importing.data !== undefined && <Report report={importing.data} />}
          </Stack>
        </Dialog>
      )}
    </>
  )
}

function Report({ report }: { readonly report: ResultImportReport }) {
  const say = useMessages(messages)
  const fixed = useMessages(words)
  const inWords = useBilingual()
  return (
    <>
      <Notice tone={report.refused.length === 0 ? 'good' : 'warn'} title={say.imported}>
        <span className="numbers">{report.rows}</span> {say.rows} ·{' '}
        <span className="numbers">{report.recorded}</span> {say.recorded} ·{' '}
        <span className="numbers">{report.unchanged}</span> {say.unchanged}
      </Notice>
      {report.refused.length > 0 && (
        <ScrollTable label={say.notTaken} minWidth={420}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say.row}</Table.Th>
              <Table.Th>{fixed.linkCode}</Table.Th>
              <Table.Th>{say.why}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.refused.map((row) => (
              <Table.Tr key={row.row}>
                <Table.Td className="numbers">{row.row}</Table.Td>
                <Table.Td className="code">{row.linkCode}</Table.Td>
                <Table.Td>{inWords(row.reason)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </ScrollTable>
      )}
    </>
  )
}

async function importFile(file: File): Promise<ResultImportReport> {
  const isWorkbook = file.name.toLowerCase().endsWith('.xlsx')
  const contentType = isWorkbook
    ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    : 'text/csv'
  const { status, body } = await upload(importResults, {}, file, { contentType })
  const report = ResultImportReport.safeParse(body)
  if (!report.success) throw readRefusal(status, undefined)
  return report.data
}
