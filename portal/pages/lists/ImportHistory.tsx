import { Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Panel } from '../../components/Page.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { formatMoment } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './lists.messages.ts'
import { importsQuery } from './lists.queries.ts'

/** What was brought in lately by the own facility or authority. */
export function ImportHistory({ list }: { readonly list: string }) {
  const say = useMessages(messages)
  const { data } = useQuery(importsQuery(list))
  if (data === undefined) return null
  return (
    <Panel title={say.history}>
      {data.imports.length === 0 ? (
        <Text c="dimmed">{say.none}</Text>
      ) : (
        <ScrollTable label={say.history} minWidth={520} isStacked>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say.file}</Table.Th>
              <Table.Th>{say.state}</Table.Th>
              <Table.Th>{say.by}</Table.Th>
              <Table.Th>{say.at}</Table.Th>
              <Table.Th aria-label={say.open} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.imports.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td data-label={say.file}>{one.fileName}</Table.Td>
                <Table.Td data-label={say.state}>{say.states[one.state]}</Table.Td>
                <Table.Td data-label={say.by}>{one.by}</Table.Td>
                <Table.Td data-label={say.at} className="numbers">
                  {formatMoment(one.createdAt)}
                </Table.Td>
                <Table.Td>
                  <LinkButton
                    size="xs"
                    variant="default"
                    to="/danh-sach"
                    search={{ list, import: one.id }}
                  >
                    {say.open}
                  </LinkButton>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </ScrollTable>
      )}
    </Panel>
  )
}
