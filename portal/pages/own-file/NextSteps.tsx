import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseView, StepForm } from '#cases/contract'
import { ClockEnd, ClockMark } from '../../components/cases/ClockMark.tsx'
import { StepDialog } from '../../components/cases/StepDialog.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Mark } from '../../components/Notice.tsx'
import { Panel } from '../../components/Page.tsx'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { useSession } from '../../foundation/session.ts'
import { DeclareDialog } from './DeclareDialog.tsx'
import type { OpenFile } from './open-file.ts'
import { messages } from './own-file.messages.ts'
import { workCaseQuery, workQuery } from './own-file.queries.ts'
import style from './own-file.module.css'
import { SubmitDialog } from './SubmitDialog.tsx'

/** The kinds of cases that review a file of one's own. */
const REVIEWS: ReadonlySet<string> = new Set([
  'facility-profile',
  'practitioner-confirmation',
  'practitioner-sample',
])

/** The open cases in which the own file is reviewed, or waits for its owner. */
export function useReviews({ file }: OpenFile): readonly string[] {
  const isFacility = file.head.kind === 'facility'
  const { role } = useSession()
  const mayAsk = file.reach === 'own' || (isFacility && role === 'facility-administrator')
  const { data } = useQuery({
    ...workQuery(isFacility ? 'facility-profile' : undefined),
    enabled: mayAsk,
  })
  return (data?.cases ?? [])
    .filter(({ definition }) => REVIEWS.has(definition))
    .map((line) => line.case)
}

/** What its owner can do with a file now: submit or declare, mend what was returned, sign; else what it waits for. */
export function NextSteps({
  open,
  reviews,
}: {
  readonly open: OpenFile
  readonly reviews: readonly string[]
}) {
  const say = useMessages(messages)
  const { dataState } = open.file.head
  const [isAsking, setAsking] = useState(false)
  const isFacility = open.writesAs === 'facility'
  const mayBegin = isFacility
    ? ['draft', 'returned'].includes(dataState) && reviews.length === 0
    : ['claimed', 'returned'].includes(dataState) && reviews.length === 0
  const close = () => setAsking(false)
  return (
    <Panel title={say.next}>
      <Stack>
        {reviews.map((id) => (
          <Review key={id} id={id} open={open} />
        ))}
        {mayBegin && (
          <Group>
            <Button onClick={() => setAsking(true)}>{isFacility ? say.submit : say.declare}</Button>
          </Group>
        )}
        {!mayBegin && reviews.length === 0 && <Text c="dimmed">{say[waitOf(dataState)]}</Text>}
      </Stack>
      {isAsking &&
        (isFacility ? (
          <SubmitDialog open={open} onClose={close} />
        ) : (
          <DeclareDialog open={open} onClose={close} />
        ))}
    </Panel>
  )
}

function waitOf(state: OpenFile['file']['head']['dataState']) {
  if (state === 'submitted') return 'waitReview'
  if (state === 'declared') return 'waitConfirm'
  if (state === 'published') return 'doneNext'
  return state === 'confirmed' || state === 'verified' ? 'doneConfirmed' : 'nothingNext'
}

function Review({ id, open }: { readonly id: string; readonly open: OpenFile }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { data: view } = useQuery(workCaseQuery(id))
  const [chosen, setChosen] = useState<StepForm>()
  if (view === undefined) return undefined
  return (
    <div>
      <Group gap="sm" align="baseline">
        <strong>{inWords(view.name)}</strong>
        {view.facility !== undefined && open.writesAs === 'practitioner' && (
          <span>{view.facility.name}</span>
        )}
        <Mark tone={view.state.tone} wraps>
          {inWords(view.state.name)}
        </Mark>
        {view.clock !== undefined && (
          <span className={style.note}>
            <ClockMark clock={view.clock} /> <ClockEnd clock={view.clock} />
          </span>
        )}
      </Group>
      <Defects view={view} />
      <Group mt="sm" className="no-print">
        {view.steps.map((step) => (
          <Button
            key={step.id}
            variant={step.tone === 'main' ? 'filled' : 'default'}
            onClick={() => setChosen(step)}
          >
            {inWords(step.name)}
          </Button>
        ))}
        <LinkButton variant="subtle" to="/vu-viec/$vuViec" params={{ vuViec: id }}>
          {say.openCase}
        </LinkButton>
      </Group>
      {chosen !== undefined && (
        <StepDialog
          view={view}
          step={chosen}
          given={{ 'profile-version': String(open.file.head.version) }}
          onClose={() => setChosen(undefined)}
        />
      )}
    </div>
  )
}

/** Everything that the last return asks for; each also stands at its field below. */
function Defects({ view }: { readonly view: CaseView }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  if (view.state.kind !== 'waiting') return undefined
  const last = view.timeline.findLast(({ defects }) => defects.length > 0)
  if (last === undefined) return undefined
  return (
    <>
      <Text mt="sm">{say.defectsTitle}:</Text>
      <ul className={style.list}>
        {last.defects.map(({ field, label, reason }) => (
          <li key={`${field} ${reason}`}>
            <a href={`#muc-${field.split(/[.#]/)[0] ?? ''}`}>{inWords(label)}</a>: {reason}
          </li>
        ))}
      </ul>
    </>
  )
}
