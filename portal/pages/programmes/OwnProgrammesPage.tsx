import { Table } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { type readOwnProgrammes, seeReminder } from '#programmes/contract'
import { ActButton } from '../../components/ActButton.tsx'
import { Empty } from '../../components/Empty.tsx'
import { CheckSign, ClockSign } from '../../components/icons.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { call } from '../../foundation/call.ts'
import { formatDay, formatMoment } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { MilestoneTable } from './MilestoneTable.tsx'
import { ownProgrammesQuery } from './programmes.queries.ts'
import { messages } from './programmes.messages.ts'
import style from './programmes.module.css'

type Own = z.infer<typeof readOwnProgrammes.response>

/** What the own facility owes by when, who reminded it, and the trainings of its people. */
export function OwnProgrammesPage() {
  const { data } = useSuspenseQuery(ownProgrammesQuery())
  const say = useMessages(messages)
  const live = data.milestones.filter(({ state }) => state !== 'history')
  return (
    <Page title={say.ownTitle} lead={say.ownLead}>
      <Panel title={say.reminders}>
        <Reminders reminders={data.reminders} />
      </Panel>
      {live.length === 0 ? (
        <Empty sign={ClockSign} title={say.noMilestones}>
          {say.notCounted}
        </Empty>
      ) : (
        <Panel>
          <MilestoneTable label={say.ownTitle} milestones={live} />
        </Panel>
      )}
      {data.trainings.length > 0 && <Trainings trainings={data.trainings} />}
    </Page>
  )
}

function Reminders({ reminders }: { readonly reminders: Own['reminders'] }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  if (reminders.length === 0) return <Empty sign={CheckSign} title={say.noReminders} />
  return (
    <ScrollTable label={say.reminders} minWidth={480} isStacked>
      <Table.Tbody>
        {reminders.map(({ milestone, round, name, at, seenAt }) => (
          <Table.Tr key={`${milestone} ${round}`}>
            <Table.Td data-label={say.milestone}>
              <strong>{inWords(name)}</strong>
            </Table.Td>
            <Table.Td className="numbers" data-label={say.reminded}>
              {formatMoment(at)}
            </Table.Td>
            <Table.Td ta="right">
              {seenAt === undefined ? (
                <ActButton
                  aria-label={`${say.seen}: ${inWords(name)}`}
                  act={() => call(seeReminder, { milestone, round })}
                >
                  {say.seen}
                </ActButton>
              ) : (
                <span className={style.note}>{say.seenAt(formatMoment(seenAt))}</span>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

function Trainings({ trainings }: { readonly trainings: Own['trainings'] }) {
  const say = useMessages(messages)
  return (
    <Panel title={say.trainings}>
      <ul>
        {trainings.map(({ title, day, attendee, passed }) => (
          <li key={`${title} ${attendee}`}>
            <span className="numbers">{formatDay(day)}</span> · {title} · {attendee} ·{' '}
            {passed ? say.passed : say.notPassed}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
