import { Button, Checkbox, Stack, Textarea } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useMessages } from '../../foundation/messages.ts'
import { Dialog } from '../Dialog.tsx'
import { Notice } from '../Notice.tsx'
import { ProblemNotice } from '../ProblemNotice.tsx'
import { messages } from './clients.messages.ts'

type Words = {
  readonly register: string
  readonly registered: string
  readonly waiting: string
  readonly done: string
  readonly key: string
  readonly keyHint: string
  readonly keyWrong: string
}

type Asking = {
  readonly isPending: boolean
  readonly error: Error | null
  /** Given once it is registered. */
  readonly client: string | undefined
}

/** Asks for what a new client may do and for its public key; `children` ask for the rest. Then says under which name it is known. */
export function RegisterDialog<Key>({
  words,
  scopes,
  first,
  readKey,
  asking,
  onRegister,
  onClose,
  children,
}: {
  readonly words: Words
  readonly scopes: Readonly<Record<string, string>>
  /** The scopes that are ticked at first. */
  readonly first: readonly string[]
  readonly readKey: (text: string) => Key | undefined
  readonly asking: Asking
  readonly onRegister: (scopes: string[], key: Key) => void
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const [ticked, setTicked] = useState<readonly string[]>(first)
  const [text, setText] = useState('')
  const [touched, setTouched] = useState(false)
  const key = readKey(text)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (key !== undefined && ticked.length > 0) onRegister([...ticked], key)
  }
  if (asking.client !== undefined)
    return <Registered client={asking.client} words={words} onClose={onClose} />
  return (
    <Dialog onClose={onClose} title={words.register}>
      <form onSubmit={submit} autoComplete="off">
        <Stack>
          {children}
          <ScopeTicks scopes={scopes} ticked={ticked} onChange={setTicked} />
          <Textarea
            label={words.key}
            description={words.keyHint}
            required
            autosize
            minRows={4}
            value={text}
            error={touched && key === undefined ? words.keyWrong : undefined}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {asking.error !== null && <ProblemNotice error={asking.error} />}
          <Button type="submit" loading={asking.isPending}>
            {words.register}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

function ScopeTicks({
  scopes,
  ticked,
  onChange,
}: {
  readonly scopes: Readonly<Record<string, string>>
  readonly ticked: readonly string[]
  readonly onChange: (ticked: readonly string[]) => void
}) {
  const say = useMessages(messages)
  return (
    <Checkbox.Group label={say.scopes} value={[...ticked]} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {Object.entries(scopes).map(([scope, label]) => (
          <Checkbox key={scope} value={scope} label={label} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

function Registered({
  client,
  words,
  onClose,
}: {
  readonly client: string
  readonly words: Words
  readonly onClose: () => void
}) {
  return (
    <Dialog onClose={onClose} title={words.register}>
      <Stack>
        <Notice tone="good" title={words.registered}>
          <strong className="code">{client}</strong>
          <div>{words.waiting}</div>
        </Notice>
        <Button onClick={onClose}>{words.done}</Button>
      </Stack>
    </Dialog>
  )
}
