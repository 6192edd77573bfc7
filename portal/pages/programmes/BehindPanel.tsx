import { Button, Table, Text } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { type listBehindMilestone, remindBehindMilestone } from '#programmes/contract'
import { EndlessList } from '../../components/EndlessList.tsx'
import { Empty } from '../../components/Empty.tsx'
import { CheckSign } from '../../components/icons.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { call } from '../../foundation/call.ts'
import { formatMoment, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { BatchList } from './BatchList.tsx'
import type { MilestoneProgress } from './MilestonePage.tsx'
import { behindQuery, type MilestoneAddress } from './programmes.queries.ts'
import { messages } from './programmes.messages.ts'
import style from './programmes.module.css'

type Behind = z.infer<typeof listBehindMilestone.response>['facilities'][number]

/** Who is behind, worst first, with the act of reminding them all and what was made before. */
export function BehindPanel({
  data,
  address: { authority, form },
}: {
  readonly data: MilestoneProgress
  readonly address: MilestoneAddress
}) {
  const say = useMessages(messages)
  const list = useInfiniteQuery(behindQuery(data.milestone.id, { authority, form }))
  const facilities = list.data?.pages.flatMap((page) => page.facilities) ?? []
  return (
    <Panel title={say.behind}>
      {data.milestone.mayRemind && <Remind data={data} authority={authority} />}
      <EndlessList
        list={list}
        isEmpty={facilities.length === 0}
        empty={<Empty sign={CheckSign} title={say.nobodyBehind} />}
      >
        <ScrollTable label={say.behind} minWidth={720} isStacked>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say.facility}</Table.Th>
              <Table.Th>{say.form}</Table.Th>
              <Table.Th>{say.missing}</Table.Th>
              <Table.Th>{say.reminded}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {facilities.map((one) => (
              <BehindRow key={one.facility} one={one} />
            ))}
          </Table.Tbody>
        </ScrollTable>
      </EndlessList>
      <BatchList batches={data.reminders} />
    </Panel>
  )
}

function BehindRow({ one }: { readonly one: Behind }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const language = useLanguage()
  return (
    <Table.Tr>
      <Table.Td data-label={say.facility}>
        <div>
          <strong>{one.name}</strong>
          <div className={style.note}>
            <span className="numbers">{one.facility}</span> · {one.communeName} ·{' '}
            {inWords(one.authorityName)}
          </div>
        </div>
      </Table.Td>
      <Table.Td data-label={say.form}>{inWords(one.formName)}</Table.Td>
      <Table.Td data-label={say.missing} className="numbers">
        {one.total === 1
          ? (say.missingStates[one.missing] ?? say.notDone)
          : `${formatNumber(one.missing, language)} ${say.of} ${formatNumber(one.total, language)}`}
      </Table.Td>
      <Table.Td data-label={say.reminded} className="numbers">
        {one.remindedAt === undefined ? say.notReminded : formatMoment(one.remindedAt)}
      </Table.Td>
    </Table.Tr>
  )
}

function Remind({
  data: { milestone, reach },
  authority,
}: {
  readonly data: MilestoneProgress
  readonly authority: string | undefined
}) {
  const say = useMessages(messages)
  const language = useLanguage()
  const queryClient = useQueryClient()
  const reminding = useMutation({
    mutationFn: () =>
      call(remindBehindMilestone, {
        milestone: milestone.id,
        ...(authority === undefined ? {} : { authority }),
      }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  if (reach.authority === undefined)
    return (
      <Text c="dimmed" mb="sm">
        {say.chooseAuthority}
      </Text>
    )
  const made = reminding.data
  return (
    <div className="no-print" style={{ marginBottom: 'var(--mantine-spacing-md)' }}>
      <Button loading={reminding.isPending} onClick={() => reminding.mutate()}>
        {say.remind}
      </Button>
      <Text c="dimmed" size="sm" mt={4}>
        {say.remindHint}
      </Text>
      {made !== undefined && (
        <Notice tone={made.isNew ? 'good' : 'note'}>
          {made.isNew
            ? say.remindedNow(formatNumber(made.batch.told, language))
            : say.remindedAlready}
        </Notice>
      )}
      {reminding.isError && <ProblemNotice error={reminding.error} />}
    </div>
  )
}
