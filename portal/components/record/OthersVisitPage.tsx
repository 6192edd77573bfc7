import type { ReactNode } from 'react'
import type { Visit } from '#health-book/contract'
import { formatDay } from '../../foundation/format.ts'
import { Page } from '../Page.tsx'
import { Papers } from './Papers.tsx'
import { PersonBanner } from './PersonBanner.tsx'
import { VisitView } from './VisitView.tsx'

/** One visit of somebody else's record: whose it is always in sight. */
export function OthersVisitPage({
  visit,
  title,
  above,
  addressOf,
}: {
  readonly visit: Visit
  readonly title: string
  readonly above: ReactNode
  /** Where a paper of the visit lies. */
  readonly addressOf: Parameters<typeof Papers>[0]['addressOf']
}) {
  return (
    <Page
      title={title}
      lead={<span className="numbers">{formatDay(visit.start)}</span>}
      above={above}
    >
      <PersonBanner person={visit.person} />
      <VisitView visit={visit} />
      <Papers papers={visit.papers} addressOf={addressOf} />
    </Page>
  )
}
