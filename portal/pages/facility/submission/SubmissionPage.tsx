import { Tabs, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { SubmissionDetail } from '#intake/contract'
import { BackSign } from '../../../components/icons.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { FindingCounts, StatusMark } from '../../../components/StatusMark.tsx'
import { words } from '../../../components/words.messages.ts'
import { formatDay, formatMoment } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { submissionQuery } from '../facility.queries.ts'
import { CorrectionBar } from './CorrectionBar.tsx'
import { CorrectionDesk } from './correction.tsx'
import { DossierView } from './DossierView.tsx'
import { FindingList } from './FindingList.tsx'
import { parsePlace } from './place.ts'
import { SubmissionActions } from './SubmissionActions.tsx'
import { SubmissionNotices } from './SubmissionNotices.tsx'
import style from './submission-page.module.css'
import { messages } from './submission.messages.ts'
import { VisitDeliveries } from './VisitDeliveries.tsx'

const route = getRouteApi('/signed-in/co-so/ho-so/$receipt')
type Tab = 'findings' | 'content' | 'deliveries'

/** One submission: what the rules say, beside the dossier they say it about. */
export function SubmissionPage() {
  const { receipt } = route.useParams()
  const { data: submission } = useSuspenseQuery(submissionQuery(receipt))
  const say = useMessages(messages)
  const isOpen = submission.status !== 'replaced' && submission.status !== 'withdrawn'

  return (
    <CorrectionDesk key={receipt} isAllowed={isOpen && submission.kind === 'dossier'}>
      <Page
        title={submission.linkCode ?? say[submission.kind === 'dossier' ? 'dossier' : 'checkIn']}
        above={
          <Link to="/co-so/ho-so" className={`${style.back} no-print`}>
            <BackSign size={18} /> {say.back}
          </Link>
        }
        lead={<Lead submission={submission} />}
        actions={<SubmissionActions submission={submission} />}
      >
        <SubmissionNotices submission={submission} />
        <Body submission={submission} />
        <CorrectionBar receipt={receipt} />
      </Page>
    </CorrectionDesk>
  )
}

function Lead({ submission }: { readonly submission: SubmissionDetail }) {
  const say = useMessages(messages)
  const fixed = useMessages(words)
  return (
    <span className={style.lead}>
      <StatusMark status={submission.status} />
      <FindingCounts counts={submission.counts} />
      {submission.patientName !== undefined && <strong>{submission.patientName}</strong>}
      {submission.wardName !== undefined && <span>{submission.wardName}</span>}
      <span>
        {fixed.receivedAt} <span className="numbers">{formatMoment(submission.receivedAt)}</span>
      </span>
      {submission.visitEnd !== undefined && (
        <span>
          {say.visitEnd} <span className="numbers">{formatDay(new Date(submission.visitEnd))}</span>
        </span>
      )}
    </span>
  )
}

/** Side by side on a desk; one after the other, by tabs, on a phone. */
function Body({ submission }: { readonly submission: SubmissionDetail }) {
  const { o } = route.useSearch()
  const say = useMessages(messages)
  const isWide = useMediaQuery('(min-width: 75em)')
  const [tab, setTab] = useState<Tab>(o === undefined ? 'findings' : 'content')
  useEffect(() => {
    if (o !== undefined) setTab('content')
  }, [o])

  const findings = <FindingList submission={submission} />
  const content = (
    <DossierView submission={submission} shown={o === undefined ? undefined : parsePlace(o)} />
  )
  const deliveries = <VisitDeliveries submission={submission} />
  if (isWide)
    return (
      <div className={style.desk}>
        <div className={style.side}>
          <Panel title={say.findings}>{findings}</Panel>
          <Panel title={say.deliveries}>{deliveries}</Panel>
        </div>
        <Panel title={say.content}>{content}</Panel>
      </div>
    )
  const panels = { findings, content, deliveries } satisfies Record<Tab, unknown>
  const titles = { findings: say.findings, content: say.content, deliveries: say.deliveries }
  return (
    <Tabs value={tab} keepMounted={false} onChange={(value) => isTab(value) && setTab(value)}>
      <Tabs.List grow mb="md">
        {(['findings', 'content', 'deliveries'] as const).map((name) => (
          <Tabs.Tab key={name} value={name}>
            <Text size="md">{say.tabs[name]}</Text>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab}>
        <Panel title={titles[tab]}>{panels[tab]}</Panel>
      </Tabs.Panel>
    </Tabs>
  )
}

function isTab(value: string | null): value is Tab {
  return value === 'findings' || value === 'content' || value === 'deliveries'
}
