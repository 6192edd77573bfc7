import { Button, PasswordInput, TextInput, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { z } from 'zod'
import { Logo } from '../../../components/Logo.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { Panel } from '../../../components/Page.tsx'
import { formatDay, formatMoment } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { openDocument, readLink, type SharePayload } from '../../../foundation/share-link.ts'
import { Preferences } from '../../../shell/Preferences.tsx'
import style from '../choices/privacy.module.css'
import { messages } from './share.messages.ts'
import { readDocument, type SharedDocument } from './shared-document.ts'
import viewer from './viewer.module.css'

const Manifest = z.object({ files: z.array(z.object({ embedded: z.string() })).min(1) })
const Wrong = z.object({ remainingAttempts: z.number() })

type Opened =
  | { readonly state: 'open'; readonly document: SharedDocument }
  | { readonly state: 'wrong'; readonly left: number }
  | { readonly state: 'gone' | 'broken' | 'silent' }

/** What somebody shared, for a recipient without software: name, passcode, and the summary opened in this browser. */
export function SharedBookPage() {
  const say = useMessages(messages)
  const [link] = useState(() => readLink(window.location.hash))
  const opening = useMutation({ mutationFn: openLink })
  useEffect(() => {
    document.title = `${say.viewer} · Mạch`
  }, [say.viewer])
  return (
    <div className={viewer.page}>
      <header className={viewer.header}>
        <Logo size={36} />
        <strong className={viewer.name}>Mạch</strong>
        <Preferences />
      </header>
      <main id="content" className={viewer.main}>
        <Title order={1}>{say.viewer}</Title>
        <p className={style.note}>{link?.label ?? say.viewerLead}</p>
        {link === undefined && (
          <Notice tone="bad" title={say.noLink}>
            {say.noLinkNote}
          </Notice>
        )}
        {link !== undefined && opening.data?.state !== 'open' && (
          <Panel>
            <AskForm
              pending={opening.isPending}
              onAsk={(recipient, passcode) => opening.mutate({ link, recipient, passcode })}
            />
            <Said opened={opening.data} />
          </Panel>
        )}
        {opening.data?.state === 'open' && <Shown document={opening.data.document} />}
      </main>
    </div>
  )
}

async function openLink(asked: {
  readonly link: SharePayload
  readonly recipient: string
  readonly passcode: string
}): Promise<Opened> {
  const { link, recipient, passcode } = asked
  const answer = await fetch(link.url, {
    method: 'POST',
    credentials: 'omit',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ recipient, passcode }),
  }).catch(() => undefined)
  if (answer === undefined) return { state: 'silent' }
  const body: unknown = await answer.json().catch(() => undefined)
  const wrong = Wrong.safeParse(body).data
  if (answer.status === 401 && wrong !== undefined)
    return { state: 'wrong', left: wrong.remainingAttempts }
  const [file] = Manifest.safeParse(body).data?.files ?? []
  if (!answer.ok || file === undefined) return { state: 'gone' }
  const shown = readDocument(await openDocument(file.embedded, link.key).catch(() => undefined))
  return shown === undefined ? { state: 'broken' } : { state: 'open', document: shown }
}

function AskForm({
  pending,
  onAsk,
}: {
  readonly pending: boolean
  readonly onAsk: (recipient: string, passcode: string) => void
}) {
  const say = useMessages(messages)
  const [name, setName] = useState('')
  const [passcode, setPasscode] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '' && passcode !== '') onAsk(name.trim(), passcode)
  }
  return (
    <form onSubmit={submit} className={style.stack}>
      <TextInput
        label={say.yourName}
        description={say.yourNameHint}
        required
        maxLength={200}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        label={say.passcode}
        required
        maxLength={64}
        autoComplete="off"
        value={passcode}
        onChange={(event) => setPasscode(event.currentTarget.value)}
      />
      <Button type="submit" size="md" loading={pending}>
        {say.open}
      </Button>
    </form>
  )
}

function Said({ opened }: { readonly opened: Opened | undefined }) {
  const say = useMessages(messages)
  if (opened === undefined || opened.state === 'open') return null
  if (opened.state === 'wrong') return <Notice tone="bad" title={say.wrong(opened.left)} />
  if (opened.state === 'broken') return <Notice tone="bad" title={say.broken} />
  if (opened.state === 'silent') return <Notice tone="bad" title={say.noAnswer} />
  return (
    <Notice tone="bad" title={say.gone}>
      {say.goneNote}
    </Notice>
  )
}

function Shown({ document: shown }: { readonly document: SharedDocument }) {
  const say = useMessages(messages)
  return (
    <>
      <Panel title={say.person}>
        <strong>{shown.name}</strong>
        {shown.birthDate !== undefined && <p>{say.born(formatDay(shown.birthDate))}</p>}
        {shown.madeAt !== undefined && (
          <p className={style.note}>{say.made(formatMoment(shown.madeAt))}</p>
        )}
      </Panel>
      {shown.sections.map(({ title, lines }) => (
        <Panel key={title} title={title}>
          {lines.length === 0 && <p className={style.note}>{say.nothing}</p>}
          <ul className={style.list}>
            {lines.map(({ id, text, day }) => (
              <li key={id} className={style.line}>
                <span className={style.what}>{text}</span>
                {day !== undefined && <span className="numbers">{formatDay(day)}</span>}
              </li>
            ))}
          </ul>
        </Panel>
      ))}
    </>
  )
}
