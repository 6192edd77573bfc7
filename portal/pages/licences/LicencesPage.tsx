import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Figure, Figures } from '../../components/Figure.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { useSession } from '../../foundation/session.ts'
import { AlertsPanel } from './AlertsPanel.tsx'
import { messages } from './licences.messages.ts'
import { countsQuery, workQuery } from './licences.queries.ts'
import { NoticesPanel } from './NoticesPanel.tsx'

const route = getRouteApi('/signed-in/giay-phep/')

/** Those who draw samples. */
const DRAWERS: ReadonlySet<string> = new Set([
  'department-officer',
  'department-head',
  'ministry-officer',
])

/** What is due of licences: for the holder, for the facility where they work, for the authority that answers. */
export function LicencesPage() {
  const { role } = useSession()
  const { data: work } = useSuspenseQuery(workQuery())
  const say = useMessages(messages)
  const lead =
    role === 'practitioner'
      ? say.leadOwn
      : role === 'facility-administrator'
        ? say.leadFacility
        : say.leadAuthority
  return (
    <Page
      title={say.title}
      lead={lead}
      actions={
        <>
          <LinkButton to="/quyet-dinh-giay-phep" variant="default">
            {say.decisions}
          </LinkButton>
          {DRAWERS.has(role) && (
            <LinkButton to="/giay-phep/mau-kiem-tra" variant="default">
              {say.samples}
            </LinkButton>
          )}
          {work.kinds.length > 0 && <LinkButton to="/giay-phep/moi">{say.begin}</LinkButton>}
        </>
      }
    >
      <WorkPanel />
      <AlertsPanel address={route.useSearch()} role={role} />
      <NoticesPanel address={route.useSearch()} role={role} />
    </Page>
  )
}

const KINDS = /^(?:operating-)?licence-|^registration-|^practitioner-sample$/

/** How much of each kind of work is open, and how much of it is late. */
function WorkPanel() {
  const { data } = useSuspenseQuery(countsQuery())
  const say = useMessages(messages)
  const inWords = useBilingual()
  const language = useLanguage()
  const kinds = [
    ...Map.groupBy(
      data.counts.filter(({ definition }) => KINDS.test(definition)),
      ({ definition }) => definition,
    ),
  ].flatMap(([definition, counts]) => {
    const [first] = counts
    const sum = (part: 'open' | 'late') => counts.reduce((all, one) => all + one[part], 0)
    return first ? [{ definition, name: first.name, open: sum('open'), late: sum('late') }] : []
  })
  return (
    <Panel title={say.work}>
      {kinds.length === 0 ? (
        <p>{say.noWork}</p>
      ) : (
        <Figures>
          {kinds.map(({ definition, name, open, late }) => (
            <Figure
              key={definition}
              name={inWords(name)}
              value={formatNumber(open, language)}
              {...(late > 0
                ? { note: say.late(formatNumber(late, language)), tone: 'bad' as const }
                : {})}
              link={{ to: '/vu-viec', search: { definition } }}
            />
          ))}
        </Figures>
      )}
    </Panel>
  )
}
