import { Button, Group, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseView, StepForm } from '#cases/contract'
import { downloadCopy, downloadExtract, printBreachNotice } from '#privacy/contract'
import { AccountLinks, givesLinks } from '../../components/cases/AccountLinks.tsx'
import { hasFile } from '../../components/cases/CaseDifferences.tsx'
import { CaseFile, placesIn, useFileOfCase } from '../../components/cases/CaseFile.tsx'
import { CasePapers } from '../../components/cases/CasePapers.tsx'
import { BlockedSteps, CaseReviews } from '../../components/cases/CaseReviews.tsx'
import { CaseTimeline } from '../../components/cases/CaseTimeline.tsx'
import style from '../../components/cases/cases.module.css'
import { ClockEnd, ClockMark } from '../../components/cases/ClockMark.tsx'
import type { DefectDraft } from '../../components/cases/Defects.tsx'
import { CaseKeys, QueuePlace, useNeighbours } from '../../components/cases/QueuePlace.tsx'
import { StepDialog } from '../../components/cases/StepDialog.tsx'
import { usePageKeys } from '../../components/cases/use-queue-keys.ts'
import { DownloadButton } from '../../components/DownloadButton.tsx'
import { Mark } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { download } from '../../foundation/bytes.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { useSession } from '../../foundation/session.ts'
import { messages } from './privacy.messages.ts'
import { caseQuery } from './privacy.queries.ts'

const route = getRouteApi('/signed-in/vu-viec/$vuViec')

/** One case: what it is about, what is due, what happened, and what the reader can do. */
export function CasePage() {
  const { vuViec } = route.useParams()
  const { data: view } = useSuspenseQuery(caseQuery(vuViec))
  return <CaseShown key={view.case} view={view} />
}

function CaseShown({ view }: { readonly view: CaseView }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const mayReadFiles = useSession().rights.includes('registry.read')
  const found = useFileOfCase(view.case, hasFile(view) && mayReadFiles)
  const [marked, setMarked] = useState<readonly DefectDraft[]>([])
  const mayReturn = view.steps.some(({ returns }) => returns)
  return (
    <Page
      title={inWords(view.name)}
      lead={inWords(view.about)}
      above={<BackLink to="/vu-viec">{say.back}</BackLink>}
      actions={
        <Mark tone={view.state.tone} wraps>
          {inWords(view.state.name)}
        </Mark>
      }
    >
      <Steps view={view} found={found} marked={marked} />
      {givesLinks(view) && <AccountLinks view={view} />}
      {view.facts.length > 0 && (
        <Panel title={say.facts}>
          <dl className={style.facts}>
            {view.facts.map(({ label, value, text }) => (
              <Fact key={label.en} name={inWords(label)} value={text ? inWords(text) : value} />
            ))}
          </dl>
        </Panel>
      )}
      {view.reviews.length > 0 && (
        <Panel title={say.reviews}>
          <CaseReviews reviews={view.reviews} />
        </Panel>
      )}
      {found !== undefined && (
        <CaseFile
          key={view.position}
          view={view}
          {...found}
          marked={marked}
          onMark={mayReturn ? setMarked : undefined}
        />
      )}
      {view.attachments.length > 0 && (
        <Panel title={say.papers}>
          <CasePapers view={view} />
        </Panel>
      )}
      <Panel title={say.history}>
        <CaseTimeline steps={view.timeline} />
      </Panel>
      <Panel title={say.clocks}>
        <Clocks view={view} />
      </Panel>
    </Page>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

/** The buttons of a case, and their keys: v the main step, r the return, j and k the next file and the one before. */
function Steps({
  view,
  found,
  marked,
}: {
  readonly view: CaseView
  readonly found: ReturnType<typeof useFileOfCase>
  readonly marked: readonly DefectDraft[]
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { neighbours, go } = useNeighbours(view.case)
  const [chosen, setChosen] = useState<StepForm | 'keys'>()
  const choose = (step: StepForm | undefined) => step && setChosen(step)
  const close = () => setChosen(undefined)
  usePageKeys({
    j: () => go(neighbours?.after),
    k: () => go(neighbours?.before),
    v: () => choose(view.steps.find(({ tone }) => tone === 'main')),
    r: () => choose(view.steps.find(({ returns }) => returns)),
    '?': () => setChosen('keys'),
  })
  return (
    <Panel
      title={say.steps}
      aside={
        neighbours && (
          <QueuePlace neighbours={neighbours} onGo={go} onKeys={() => setChosen('keys')} />
        )
      }
    >
      <Group>
        {view.steps.map((step) => (
          <Button
            key={step.id}
            variant={step.tone === 'main' ? 'filled' : 'default'}
            onClick={() => setChosen(step)}
          >
            {inWords(step.name)}
          </Button>
        ))}
        <Documents view={view} />
      </Group>
      {view.steps.length === 0 && <Text c="dimmed">{say.noSteps}</Text>}
      {view.blocked.length > 0 && <BlockedSteps blocked={view.blocked} />}
      {chosen === 'keys' && <CaseKeys onClose={close} />}
      {chosen !== undefined && chosen !== 'keys' && (
        <StepDialog
          key={chosen.id}
          view={view}
          step={chosen}
          {...(found === undefined
            ? {}
            : {
                given: { 'profile-version': String(found.file.head.version) },
                places: placesIn(found),
              })}
          defects={marked}
          onDone={() => go(neighbours?.after)}
          onClose={close}
        />
      )}
    </Panel>
  )
}

/** What a case gives to take home: a copy of one's data, the notice of a breach, an approved extract. */
function Documents({ view }: { readonly view: CaseView }) {
  const say = useMessages(messages)
  const mayExtract = useSession().rights.includes('privacy.extract')
  const wish = view.fields.find(({ field }) => field === 'format')?.value
  const forms = (['pdf', 'fhir'] as const).filter((form) => wish === form || wish === 'both')
  if (view.definition === 'breach')
    return (
      <DownloadButton
        fetchIt={() => download(printBreachNotice, { case: view.case }, 'thong-bao-vi-pham.pdf')}
      >
        {say.notice}
      </DownloadButton>
    )
  if (view.definition === 'extract' && view.state.id === 'approved' && mayExtract)
    return (
      <DownloadButton
        fetchIt={() => download(downloadExtract, { case: view.case }, 'trich-xuat.csv')}
      >
        {say.extract}
      </DownloadButton>
    )
  if (view.definition !== 'privacy-copy' || view.state.id !== 'ready') return null
  return forms.map((form) => (
    <DownloadButton
      key={form}
      fetchIt={() =>
        download(
          downloadCopy,
          { case: view.case, form },
          form === 'pdf' ? 'ban-sao.pdf' : 'ban-sao.json',
        )
      }
    >
      {form === 'pdf' ? say.copyPdf : say.copyFhir}
    </DownloadButton>
  ))
}

function Clocks({ view }: { readonly view: CaseView }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  return (
    <>
      {view.clocks.map((clock) => (
        <div key={clock.id} className={style.clock}>
          <strong>{inWords(clock.name)}</strong>
          <ClockMark clock={clock} />
          <ClockEnd clock={clock} />
          <span className={style.note}>
            {clock.source}
            {clock.uncertain !== undefined && ` (${say.uncertain})`}
          </span>
        </div>
      ))}
      <Text size="sm" c="dimmed" mt="sm">
        {say.ground}: {view.source}
        {view.uncertain !== undefined && ` (${say.uncertain})`}
      </Text>
    </>
  )
}
