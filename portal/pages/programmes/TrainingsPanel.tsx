import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Panel } from '../../components/Page.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { formatDay, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useMessages } from '../../foundation/messages.ts'
import { trainingsQuery } from './programmes.queries.ts'
import { messages } from './programmes.messages.ts'
import style from './programmes.module.css'

/** The trainings that were held, and how many came. */
export function TrainingsPanel() {
  const { data } = useQuery(trainingsQuery())
  const say = useMessages(messages)
  const language = useLanguage()
  if (data === undefined) return null
  return (
    <Panel title={say.trainings}>
      {data.trainings.length === 0 ? (
        <p className={style.note}>{say.noTrainings}</p>
      ) : (
        <ScrollTable label={say.trainings} minWidth={520}>
          <Table.Tbody>
            {data.trainings.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td className="numbers">{formatDay(one.day)}</Table.Td>
                <Table.Td>
                  {one.title} <span className={style.note}>{one.id}</span>
                </Table.Td>
                <Table.Td ta="right" className="numbers">
                  {say.attendees(
                    formatNumber(one.attendees, language),
                    formatNumber(one.facilities, language),
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </ScrollTable>
      )}
    </Panel>
  )
}
