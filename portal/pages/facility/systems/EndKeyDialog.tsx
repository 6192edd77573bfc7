import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { endSystemKey } from '#access/contract'
import { type Client, startOf } from '../../../components/clients/ClientKeys.tsx'
import { DayInput } from '../../../components/DayInput.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { call } from '../../../foundation/call.ts'
import { formatDay } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './systems.messages.ts'

const DAY_MS = 86_400_000

/** Lets one key end, at once or with a day; whoever ends the last one is told what follows. */
export function EndKeyDialog({
  client: { client, name, keys },
  onClose,
}: {
  readonly client: Client
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const good = keys.filter(({ life }) => life !== 'expired')
  const [key, setKey] = useState(good.length === 1 ? good[0]?.key : undefined)
  const [when, setWhen] = useState<'now' | 'day'>('now')
  const [day, setDay] = useState<string>()
  const ending = useMutation({
    mutationFn: (chosen: string) =>
      call(endSystemKey, {
        client,
        key: chosen,
        ...(when === 'day' && day !== undefined ? { until: endOf(day) } : {}),
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onClose()
    },
  })
  const isReady = key !== undefined && (when === 'now' || day !== undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) ending.mutate(key)
  }
  return (
    <Dialog onClose={onClose} title={say.endKeyTitle(name)}>
      <form onSubmit={submit} autoComplete="off">
        <Stack>
          <Text>{say.endKeyLead}</Text>
          <Radio.Group label={say.whichKey} value={key ?? ''} onChange={setKey}>
            <Stack gap="xs" mt="xs">
              {good.map((one) => (
                <Radio
                  key={one.key}
                  value={one.key}
                  label={say.keyUntil(startOf(one.key), formatDay(one.until))}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Radio.Group
            label={say.when}
            value={when}
            onChange={(value) => setWhen(value === 'day' ? 'day' : 'now')}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="now" label={say.atOnce} />
              <Radio value="day" label={say.atEndOfDay} />
            </Stack>
          </Radio.Group>
          {when === 'day' && (
            <Group>
              <DayInput label={say.lastDay} day={day} onChange={setDay} />
            </Group>
          )}
          {good.length === 1 && <Notice tone="warn">{say.lastKey}</Notice>}
          {ending.isError && <ProblemNotice error={ending.error} />}
          <Button type="submit" color="red.9" disabled={!isReady} loading={ending.isPending}>
            {say.endKey}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

/** The first instant after a day in Vietnam. */
function endOf(day: string): string {
  return new Date(new Date(`${day}T00:00:00+07:00`).getTime() + DAY_MS).toISOString()
}
