import type { z } from 'zod'
import type { ClientListed } from '#access/contract'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Mark, type Tone } from '../Notice.tsx'
import { messages } from './clients.messages.ts'

/** Registered software, as an administrator and its own facility see it. */
export type Client = z.infer<typeof ClientListed>
type Life = Client['keys'][number]['life']

const TONE_OF_LIFE: Readonly<Record<Life, Tone>> = {
  future: 'plain',
  good: 'good',
  'days-30': 'note',
  'days-14': 'warn',
  'days-3': 'bad',
  expired: 'bad',
}

const TONE_OF_STATE = { waiting: 'warn', open: 'good', closed: 'plain' } as const

export function ClientState({ client }: { readonly client: Client }) {
  const say = useMessages(messages)
  return (
    <>
      <Mark tone={TONE_OF_STATE[client.state]}>{say.states[client.state]}</Mark>
      {client.closedReason !== undefined && <div>{client.closedReason}</div>}
      {client.state === 'waiting' && client.kind !== 'app' && <div>{say.waiting}</div>}
    </>
  )
}

/** So much of a key's thumbprint tells it from its neighbours: 6 characters. */
export function startOf(key: string): string {
  return key.slice(0, 6)
}

/** How a client proves who it is, and how long each of its keys lasts. */
export function ClientKeys({ client }: { readonly client: Client }) {
  const say = useMessages(messages)
  return (
    <>
      <div>{say.methods[client.method]}</div>
      {client.keysUri !== undefined && (
        <div className="code">
          {say.atAddress} {client.keysUri}
        </div>
      )}
      {client.certificateSubject !== undefined && (
        <div className="code">{client.certificateSubject}</div>
      )}
      {client.keys.map((key) => (
        <div key={key.key}>
          <Mark tone={TONE_OF_LIFE[key.life]}>{say.lives[key.life]}</Mark>{' '}
          <span className="numbers" style={{ whiteSpace: 'nowrap' }}>
            {say.until(formatDay(key.until))}
          </span>
          <div className="code">{say.keyName(startOf(key.key))}</div>
        </div>
      ))}
    </>
  )
}
