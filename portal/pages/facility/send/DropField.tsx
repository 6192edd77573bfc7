import { Group, Switch, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { FileDrop } from '../../../components/FileDrop.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { useBilingual, useMessages } from '../../../foundation/messages.ts'
import style from './send.module.css'
import { messages } from './send.messages.ts'
import { sendFiles, type SendWishes } from './sending-desk.ts'
import { type Unpacked, unpackFiles } from './unpack-files.ts'

const REASON_CHARACTERS_MIN = 3

/** Where files are dropped or chosen; they go at once. */
export function DropField() {
  const say = useMessages(messages)
  const [wishes, setWishes] = useState<SendWishes>({})
  const opening = useMutation({
    mutationFn: unpackFiles,
    onSuccess: ({ files }) => sendFiles(files, wishes),
  })
  const isReady = wishes.onError === undefined || isReason(wishes.reason)
  const take = (files: readonly File[]) => {
    if (isReady) opening.mutate(files)
  }
  return (
    <section className={style.field}>
      <FileDrop
        invite={say.drop}
        active={say.dropActive}
        limits={say.limits}
        choose={say.choose}
        accept=".xml,.zip"
        isMultiple
        isLoading={opening.isPending}
        isDisabled={!isReady}
        note={isReady ? undefined : say.reasonMissing}
        onFiles={take}
      />
      <Wishes wishes={wishes} onChange={setWishes} />
      {opening.data !== undefined && <LeftOut leftOut={opening.data.leftOut} />}
    </section>
  )
}

function Wishes({
  wishes,
  onChange,
}: {
  readonly wishes: SendWishes
  readonly onChange: (wishes: SendWishes) => void
}) {
  const say = useMessages(messages)
  const isOn = wishes.onError === 'record'
  return (
    <Group gap="xl" align="flex-start">
      <Switch
        label={say.withErrors}
        description={say.withErrorsHint}
        checked={isOn}
        maw="36rem"
        onChange={(event) => onChange(event.currentTarget.checked ? { onError: 'record' } : {})}
      />
      {isOn && (
        <TextInput
          label={say.reason}
          required
          style={{ flex: '1 1 20rem' }}
          maxLength={500}
          value={wishes.reason ?? ''}
          onChange={(event) => onChange({ onError: 'record', reason: event.currentTarget.value })}
        />
      )}
    </Group>
  )
}

function LeftOut({ leftOut }: { readonly leftOut: Unpacked['leftOut'] }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  if (leftOut.length === 0) return null
  return (
    <Notice tone="warn" title={`${say.leftOut} (${leftOut.length})`}>
      <ul className={style.leftOut}>
        {leftOut.slice(0, 20).map(({ name, why }) => (
          <li key={name}>
            <span className="code">{name}</span>: {inWords(why)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function isReason(reason: string | undefined): boolean {
  return (reason ?? '').trim().length >= REASON_CHARACTERS_MIN
}
