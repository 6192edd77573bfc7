import { Button, Group, NumberInput, Table, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { drawSamples } from '#registry/contract'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { call } from '../../foundation/call.ts'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './licences.messages.ts'

/** At most so many at once: what a working group looks through in a day. */
const SIZE_MAX = 50

/** The working group draws whom it checks, by a seed that anybody can draw by again. */
export function SamplesPage() {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const [facility, setFacility] = useState('')
  const [size, setSize] = useState(10)
  const [seed, setSeed] = useState('')
  const drawing = useMutation({
    mutationFn: () => call(drawSamples, { size, seed, ...(facility === '' ? {} : { facility }) }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    drawing.mutate()
  }
  return (
    <Page
      title={say.samplesTitle}
      lead={say.samplesLead}
      above={<BackLink to="/giay-phep">{say.back}</BackLink>}
      actions={
        <LinkButton to="/vu-viec" search={{ definition: 'practitioner-sample' }} variant="default">
          {say.sampleCases}
        </LinkButton>
      }
    >
      <Panel>
        <form onSubmit={submit}>
          <Group align="flex-end">
            <TextInput
              label={say.facility}
              placeholder={say.every}
              maxLength={5}
              value={facility}
              onChange={(event) => setFacility(event.currentTarget.value.trim())}
            />
            <NumberInput
              label={say.size}
              min={1}
              max={SIZE_MAX}
              value={size}
              onChange={(value) => setSize(Number(value) || 1)}
            />
            <TextInput
              label={say.seed}
              required
              minLength={4}
              maxLength={40}
              value={seed}
              onChange={(event) => setSeed(event.currentTarget.value)}
            />
            <Button type="submit" loading={drawing.isPending}>
              {say.draw}
            </Button>
          </Group>
        </form>
      </Panel>
      {drawing.isError && <ProblemNotice error={drawing.error} />}
      {drawing.data !== undefined && <Drawn draw={drawing.data} />}
    </Page>
  )
}

function Drawn({
  draw: { from, drawn },
}: {
  readonly draw: z.output<typeof drawSamples.response>
}) {
  const say = useMessages(messages)
  const language = useLanguage()
  if (drawn.length === 0) return <Notice tone="note">{say.nobody}</Notice>
  const told = say.drawn(formatNumber(drawn.length, language), formatNumber(from, language))
  return (
    <Panel title={say.samples} aside={told}>
      <ScrollTable label={say.samples} minWidth={320}>
        <Table.Tbody>
          {drawn.map((one) => (
            <Table.Tr key={one.subject}>
              <Table.Td>{one.name}</Table.Td>
              <Table.Td ta="right">
                <LinkButton
                  size="xs"
                  variant="default"
                  to="/vu-viec/$vuViec"
                  params={{ vuViec: one.case }}
                >
                  {say.openCase}
                </LinkButton>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollTable>
    </Panel>
  )
}
