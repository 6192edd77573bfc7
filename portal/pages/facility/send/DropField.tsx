import { Button, FileButton, Group, Switch, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type DragEvent, useState } from 'react'
import { SendSign } from '../../../components/icons.tsx'
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
  const [isOver, setOver] = useState(false)
  const [wishes, setWishes] = useState<SendWishes>({})
  const opening = useMutation({
    mutationFn: unpackFiles,
    onSuccess: ({ files }) => sendFiles(files, wishes),
  })
  const isReady = wishes.onError === undefined || isReason(wishes.reason)
  const take = (files: readonly File[]) => {
    if (isReady && files.length > 0) opening.mutate(files)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take([...event.dataTransfer.files])
  }
  return (
    <section className={style.field}>
      <div
        className={style.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <SendSign size={40} />
        <strong className={style.invite}>{isOver ? say.dropActive : say.drop}</strong>
        <Text c="dimmed">{say.limits}</Text>
        <FileButton multiple accept=".xml,.zip" onChange={take}>
          {(props) => (
            <Button {...props} size="lg" mt="xs" loading={opening.isPending} disabled={!isReady}>
              {say.choose}
            </Button>
          )}
        </FileButton>
        {!isReady && <Text c="dimmed">{say.reasonMissing}</Text>}
      </div>
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
