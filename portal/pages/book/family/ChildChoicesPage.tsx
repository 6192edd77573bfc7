import { Button, Checkbox, Switch } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { DATA_CLASSES } from '#vocabulary/data-class'
import { Mark, Notice } from '../../../components/Notice.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { BackLink } from '../../../components/record/BackLink.tsx'
import { PersonBanner } from '../../../components/record/PersonBanner.tsx'
import { formatDay } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { useChoosing } from '../choices/ChoicesPage.tsx'
import { messages as choiceMessages } from '../choices/choices.messages.ts'
import { choicesQuery } from '../choices/choices.queries.ts'
import style from '../choices/privacy.module.css'
import { messages } from './family.messages.ts'
import { familyBookQuery } from './family.queries.ts'

const route = getRouteApi('/signed-in/rieng-tu/so-suc-khoe/nguoi-than/$person/lua-chon')
const SENSITIVE = DATA_CLASSES.filter((one) => one !== 'ordinary')

/** What a guardian chooses for a child: visits, sensitive classes and facilities; a child that is old enough agrees too. */
export function ChildChoicesPage() {
  const { person } = route.useParams()
  const say = useMessages(messages)
  const { data: book } = useSuspenseQuery(familyBookQuery(person))
  const { data } = useSuspenseQuery(choicesQuery(person))
  const [agrees, setAgrees] = useState(false)
  const choosing = useChoosing()
  const isReady = !data.childIsAsked || agrees
  const choose: Choose = (kind, subject, hidden) =>
    choosing.mutate({
      of: person,
      kind,
      subject,
      hidden,
      ...(data.childIsAsked && agrees ? { childAgrees: true as const } : {}),
    })
  const shared = { person, isReady: isReady && !choosing.isPending, choose }
  return (
    <Page
      title={say.childChoices}
      lead={say.childChoicesLead}
      above={
        <BackLink to="/so-suc-khoe/nguoi-than/$person" params={{ person }}>
          {say.backToBook}
        </BackLink>
      }
    >
      <PersonBanner person={book.summary.person} />
      {data.childIsAsked && (
        <Notice tone="note" title={say.childAsked}>
          <Checkbox
            size="md"
            label={say.childAgrees}
            checked={agrees}
            onChange={(event) => setAgrees(event.currentTarget.checked)}
          />
        </Notice>
      )}
      {choosing.isError && <ProblemNotice error={choosing.error} />}
      <Visits {...shared} />
      <Classes {...shared} />
      <Facilities {...shared} />
    </Page>
  )
}

type Choose = (kind: 'visit' | 'class' | 'facility', subject: string, hidden: boolean) => void
type PartProps = {
  readonly person: string
  readonly isReady: boolean
  readonly choose: Choose
}

function Visits({ person, isReady, choose }: PartProps) {
  const say = useMessages(choiceMessages)
  const { data: book } = useSuspenseQuery(familyBookQuery(person))
  const { data } = useSuspenseQuery(choicesQuery(person))
  const hidden = new Set(data.visits.map(({ visit }) => visit))
  return (
    <Panel title={say.visits}>
      {book.visits.length === 0 && <p className={style.note}>{say.visitsNone}</p>}
      <ul className={style.list}>
        {book.visits.map(({ id, start, facility }) => (
          <Line
            key={id}
            name={`${formatDay(start)} · ${facility.name}`}
            mark={hidden.has(id) ? say.hidden : undefined}
            action={hidden.has(id) ? say.show : say.hide}
            isReady={isReady}
            onAct={() => choose('visit', id, !hidden.has(id))}
          />
        ))}
      </ul>
    </Panel>
  )
}

function Classes({ person, isReady, choose }: PartProps) {
  const say = useMessages(choiceMessages)
  const { data } = useSuspenseQuery(choicesQuery(person))
  const hidden = new Set<string>(data.classes.map((one) => one.class))
  return (
    <Panel title={say.classes}>
      <ul className={style.list}>
        {SENSITIVE.map((one) => (
          <li key={one} className={style.line}>
            <Switch
              size="md"
              label={say.classNames[one]}
              checked={hidden.has(one)}
              disabled={!isReady}
              onChange={(event) => choose('class', one, event.currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Where the child was, and whichever is shut out already. */
function Facilities({ person, isReady, choose }: PartProps) {
  const say = useMessages(choiceMessages)
  const { data: book } = useSuspenseQuery(familyBookQuery(person))
  const { data } = useSuspenseQuery(choicesQuery(person))
  const blocked = new Set(data.facilities.map(({ facility }) => facility.code))
  const known = [...book.visits, ...data.facilities].map(({ facility }) => facility)
  const names = new Map(known.map(({ code, name }) => [code, name]))
  return (
    <Panel title={say.facilities}>
      <p className={style.note}>{say.facilitiesNote}</p>
      <ul className={style.list}>
        {[...names].map(([code, name]) => (
          <Line
            key={code}
            name={name}
            mark={undefined}
            action={blocked.has(code) ? say.unblock : say.block}
            isReady={isReady}
            onAct={() => choose('facility', code, !blocked.has(code))}
          />
        ))}
      </ul>
    </Panel>
  )
}

function Line({
  name,
  mark,
  action,
  isReady,
  onAct,
}: {
  readonly name: string
  readonly mark: string | undefined
  readonly action: string
  readonly isReady: boolean
  readonly onAct: () => void
}) {
  return (
    <li className={style.line}>
      <span className={style.what}>
        <strong>{name}</strong>
      </span>
      {mark !== undefined && <Mark tone="warn">{mark}</Mark>}
      <Button
        variant="default"
        aria-label={`${action}: ${name}`}
        disabled={!isReady}
        onClick={onAct}
      >
        {action}
      </Button>
    </li>
  )
}
