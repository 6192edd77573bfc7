import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Page } from '../../components/Page.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { LabGrid } from '../../components/record/LabGrid.tsx'
import { LabTrend } from '../../components/record/LabTrend.tsx'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './book.messages.ts'
import { labsQuery } from './book.queries.ts'
import { LargePrintButton } from './LargePrintButton.tsx'

const route = getRouteApi('/signed-in/so-suc-khoe/xet-nghiem')

/** Measured results over time: all as cards, or the one that the address names as a chart. */
export function LabsPage() {
  const { chiSo } = route.useSearch()
  const { data } = useSuspenseQuery(labsQuery())
  const say = useMessages(messages)
  const chosen = data.series.find(({ code }) => code === chiSo)
  return (
    <Page
      title={say.labs}
      lead={say.labsLead}
      actions={<LargePrintButton />}
      {...(chosen === undefined
        ? {}
        : { above: <BackLink to="/so-suc-khoe/xet-nghiem">{say.backToLabs}</BackLink> })}
    >
      {chosen !== undefined && <LabTrend series={chosen} />}
      {chosen === undefined && (
        <LabGrid
          series={data.series}
          linkOf={({ code }) => ({ to: '/so-suc-khoe/xet-nghiem', search: { chiSo: code } })}
        />
      )}
    </Page>
  )
}
