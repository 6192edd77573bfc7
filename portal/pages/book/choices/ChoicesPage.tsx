import { Button, Switch } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { DATA_CLASSES, type DataClass } from '#vocabulary/data-class'
import { Mark, Notice } from '../../../components/Notice.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { formatDay } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { visitsQuery } from '../book.queries.ts'
import { BlockFacility } from './BlockFacility.tsx'
import { messages } from './choices.messages.ts'
import { choicesQuery, choose } from './choices.queries.ts'
import { ChoiceRecords } from './ChoiceRecords.tsx'
import { PrivacyParts } from './PrivacyParts.tsx'
import style from './privacy.module.css'

const SENSITIVE = DATA_CLASSES.filter((one) => one !== 'ordinary')

/** What the citizen hides, and from whom: every switch is one signed record, the other way as easy. */
export function ChoicesPage() {
  const say = useMessages(messages)
  return (
    <Page title={say.title} lead={say.lead}>
      <PrivacyParts />
      <Notice tone="note" title={say.bindsTitle}>
        <ul className={style.binds}>
          {say.binds.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p>{say.byLaw}</p>
      </Notice>
      <HideVisits />
      <HideClasses />
      <BlockFacility />
      <ChoiceRecords />
    </Page>
  )
}

/** One choice at a time; afterwards everything is read anew, for it bears on everything. */
export function useChoosing() {
  const queryClient = useQueryClient()
  return useMutation({ mutationFn: choose, onSuccess: () => queryClient.invalidateQueries() })
}

function HideVisits() {
  const say = useMessages(messages)
  const { data } = useSuspenseQuery(choicesQuery())
  const { data: book } = useSuspenseQuery(visitsQuery())
  const choosing = useChoosing()
  const hidden = new Set(data.visits.map(({ visit }) => visit))
  return (
    <Panel title={say.visits}>
      {book.visits.length === 0 && <p className={style.note}>{say.visitsNone}</p>}
      <ul className={style.list}>
        {book.visits.map(({ id, start, facility, diagnosis, reason }) => (
          <li key={id} className={style.line}>
            <span className={style.what}>
              <strong>
                <span className="numbers">{formatDay(start)}</span> · {facility.name}
              </strong>
              <span className={style.note}>{diagnosis?.plain ?? diagnosis?.name ?? reason}</span>
            </span>
            {hidden.has(id) && <Mark tone="warn">{say.hidden}</Mark>}
            <Button
              variant="default"
              aria-label={`${hidden.has(id) ? say.show : say.hide}: ${formatDay(start)} ${facility.name}`}
              loading={choosing.isPending && choosing.variables.subject === id}
              onClick={() =>
                choosing.mutate({ kind: 'visit', subject: id, hidden: !hidden.has(id) })
              }
            >
              {hidden.has(id) ? say.show : say.hide}
            </Button>
          </li>
        ))}
      </ul>
      {choosing.isError && <ProblemNotice error={choosing.error} />}
    </Panel>
  )
}

function HideClasses() {
  const say = useMessages(messages)
  const { data } = useSuspenseQuery(choicesQuery())
  const choosing = useChoosing()
  const hidden = new Set<DataClass>(data.classes.map((one) => one.class))
  const set = (subject: DataClass, isHidden: boolean) =>
    choosing.mutateAsync({ kind: 'class', subject, hidden: isHidden })
  const hideAll = async () => {
    for (const one of SENSITIVE.filter((each) => !hidden.has(each))) await set(one, true)
  }
  return (
    <Panel title={say.classes}>
      <p className={style.note}>{say.classesNote}</p>
      <ul className={style.list}>
        {SENSITIVE.map((one) => (
          <li key={one} className={style.line}>
            <Switch
              size="md"
              label={say.classNames[one]}
              checked={hidden.has(one)}
              disabled={choosing.isPending}
              onChange={(event) =>
                void set(one, event.currentTarget.checked).catch(() => undefined)
              }
            />
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        disabled={choosing.isPending || hidden.size === SENSITIVE.length}
        onClick={() => void hideAll().catch(() => undefined)}
      >
        {say.hideAll}
      </Button>
      {choosing.isError && <ProblemNotice error={choosing.error} />}
    </Panel>
  )
}
