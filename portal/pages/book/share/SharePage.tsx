import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { DATA_CLASSES, type DataClass } from '#vocabulary/data-class'
import { LinkButton } from '../../../components/LinkButton.tsx'
import { Mark, Notice } from '../../../components/Notice.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { formatMoment } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { newPasscode } from '../../../foundation/share-link.ts'
import style from '../choices/privacy.module.css'
import { PrivacyParts } from '../choices/PrivacyParts.tsx'
import { QrCode } from '../QrCode.tsx'
import { messages } from './share.messages.ts'
import { share, type ShareWish, sharesQuery, stopShare } from './share.queries.ts'

/** Shares a summary for a while: what goes out is chosen, nothing sensitive is ticked beforehand. */
export function SharePage() {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const sharing = useMutation({
    mutationFn: share,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sharesQuery().queryKey }),
  })
  return (
    <Page title={say.title} lead={say.lead}>
      <PrivacyParts />
      {sharing.data === undefined ? (
        <Panel title={say.new}>
          <ShareForm pending={sharing.isPending} onShare={(wish) => sharing.mutate(wish)} />
          {sharing.isError && <ProblemNotice error={sharing.error} />}
        </Panel>
      ) : (
        <Ready {...sharing.data} />
      )}
      <Given />
      <Panel title={say.existing}>
        <LinkButton to="/so-suc-khoe/ma-qr" variant="default">
          {say.pass}
        </LinkButton>
      </Panel>
    </Page>
  )
}

const SENSITIVE = DATA_CLASSES.filter((one) => one !== 'ordinary')
const HOURS = [1, 24, 168, 720] as const

function ShareForm({
  pending,
  onShare,
}: {
  readonly pending: boolean
  readonly onShare: (wish: ShareWish) => void
}) {
  const say = useMessages(messages)
  const [label, setLabel] = useState('')
  const [hours, setHours] = useState<number>(24)
  const [also, setAlso] = useState<readonly DataClass[]>([])
  const [passcode, setPasscode] = useState(newPasscode)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (label.trim() !== '')
      onShare({ label: label.trim(), hours, passcode, classes: ['ordinary', ...also] })
  }
  const turn = (one: DataClass) =>
    setAlso(also.includes(one) ? also.filter((other) => other !== one) : [...also, one])
  return (
    <form onSubmit={submit} className={style.stack}>
      <TextInput
        label={say.label}
        description={say.labelHint}
        required
        maxLength={80}
        autoComplete="off"
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <NativeSelect
        size="md"
        label={say.term}
        value={String(hours)}
        onChange={(event) => setHours(Number(event.currentTarget.value))}
        data={HOURS.map((one) => ({ value: String(one), label: say.terms[one] }))}
      />
      <p>{say.always}</p>
      <Checkbox.Group size="md" label={say.also} value={[...also]}>
        {SENSITIVE.map((one) => (
          <Checkbox
            key={one}
            mt="sm"
            size="md"
            value={one}
            label={say.classNames[one]}
            onChange={() => turn(one)}
          />
        ))}
      </Checkbox.Group>
      <div className={style.form}>
        <TextInput
          label={say.passcode}
          description={say.passcodeHint}
          required
          minLength={6}
          maxLength={32}
          autoComplete="off"
          value={passcode}
          onChange={(event) => setPasscode(event.currentTarget.value)}
        />
        <Button variant="default" onClick={() => setPasscode(newPasscode())}>
          {say.another}
        </Button>
      </div>
      <p className={style.note}>{say.sealedNote}</p>
      <Button type="submit" size="md" loading={pending}>
        {say.give}
      </Button>
    </form>
  )
}

function Ready({
  link,
  passcode,
  until,
}: {
  readonly link: string
  readonly passcode: string
  readonly until: string
}) {
  const say = useMessages(messages)
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    setIsCopied(true)
  }
  return (
    <Panel title={say.ready}>
      <Notice tone="warn">{say.once}</Notice>
      <div className={style.center}>
        <QrCode text={link} label={say.qr} className={style.qr} />
        <p>{say.passcode}</p>
        <p className={`${style.passcode} numbers`}>{passcode}</p>
        <p className={style.note}>{say.until(formatMoment(until))}</p>
        <a href={link} target="_blank" rel="noopener">
          {say.viewer}
        </a>
        <Button variant="default" onClick={() => void copy().catch(() => undefined)}>
          {isCopied ? say.copied : say.copy}
        </Button>
      </div>
    </Panel>
  )
}

function Given() {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const { data } = useSuspenseQuery(sharesQuery())
  const stopping = useMutation({
    mutationFn: stopShare,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sharesQuery().queryKey }),
  })
  return (
    <Panel title={say.given}>
      {data.shares.length === 0 && <p>{say.none}</p>}
      <ul className={style.list}>
        {data.shares.map(({ id, label, until, opened, state, classes }) => (
          <li key={id} className={style.line}>
            <span className={style.what}>
              <strong>{label}</strong>
              <span className={style.note}>
                {[
                  say.until(formatMoment(until)),
                  say.opened(opened),
                  ...classes.map((one) => say.classNames[one]),
                ].join(' · ')}
              </span>
            </span>
            <Mark tone={state === 'open' ? 'good' : state === 'locked' ? 'bad' : 'plain'}>
              {say.states[state]}
            </Mark>
            {state === 'open' && (
              <Button
                variant="default"
                aria-label={`${say.stop}: ${label}`}
                loading={stopping.isPending && stopping.variables === id}
                onClick={() => stopping.mutate(id)}
              >
                {say.stop}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {stopping.isError && <ProblemNotice error={stopping.error} />}
    </Panel>
  )
}
