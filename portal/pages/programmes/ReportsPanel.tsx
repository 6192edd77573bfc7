import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { reportMilestone } from '#programmes/contract'
import { DayInput } from '../../components/DayInput.tsx'
import { Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { call } from '../../foundation/call.ts'
import { formatDay, formatNumber, isoDay } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import type { MilestoneProgress } from './MilestonePage.tsx'
import { messages } from './programmes.messages.ts'
import style from './programmes.module.css'

/** Figures that somebody must report: what stands, and a form for the next. */
export function ReportsPanel({
  data,
  authority,
}: {
  readonly data: MilestoneProgress
  readonly authority: string | undefined
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const language = useLanguage()
  return (
    <Panel title={say.reports}>
      <ul>
        {data.reports.map((one) => (
          <li key={one.authority}>
            <strong className="numbers">
              {formatNumber(one.numerator, language)} {say.of}{' '}
              {formatNumber(one.denominator, language)}
            </strong>{' '}
            · {inWords(one.authorityName)} · <span className="numbers">{formatDay(one.day)}</span>
            <div className={style.note}>
              {one.source} · {one.by}
            </div>
          </li>
        ))}
      </ul>
      <ReportForm milestone={data.milestone.id} authority={authority} />
    </Panel>
  )
}

function ReportForm({
  milestone,
  authority,
}: {
  readonly milestone: string
  readonly authority: string | undefined
}) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const [day, setDay] = useState<string | undefined>(isoDay(new Date()))
  const [numerator, setNumerator] = useState<number>(0)
  const [denominator, setDenominator] = useState<number>(0)
  const [source, setSource] = useState('')
  const reporting = useMutation({
    mutationFn: () =>
      call(reportMilestone, {
        milestone,
        day: day ?? '',
        numerator,
        denominator,
        source,
        ...(authority === undefined ? {} : { authority }),
      }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    reporting.mutate()
  }
  return (
    <form onSubmit={submit} className="no-print">
      <Stack gap="sm" maw={640}>
        <Text c="dimmed">{say.reportLead}</Text>
        <Group align="flex-end">
          <NumberInput
            label={say.numerator}
            min={0}
            value={numerator}
            onChange={(value) => setNumerator(Number(value))}
          />
          <NumberInput
            label={say.denominator}
            min={0}
            value={denominator}
            onChange={(value) => setDenominator(Number(value))}
          />
          <DayInput label={say.day} day={day} onChange={setDay} />
        </Group>
        <TextInput
          label={say.reportSource}
          value={source}
          maxLength={500}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <Button
          type="submit"
          style={{ alignSelf: 'start' }}
          loading={reporting.isPending}
          disabled={source.trim() === '' || denominator < 1 || day === undefined}
        >
          {say.report}
        </Button>
        {reporting.isError && <ProblemNotice error={reporting.error} />}
      </Stack>
    </form>
  )
}
