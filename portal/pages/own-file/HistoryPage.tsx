import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useDefinition } from '../../components/file/definition.ts'
import { Differences } from '../../components/file/Differences.tsx'
import { fileQuery, historyQuery } from '../../components/file/file.queries.ts'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { formatMoment } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages as shellMessages } from '../../shell/shell.messages.ts'
import { messages } from './own-file.messages.ts'
import style from './own-file.module.css'

const route = getRouteApi('/signed-in/ho-so/$hoSo/lich-su')

/** What changed in a file, version by version and field by field: who, when, why; and every step of its state. */
export function HistoryPage() {
  const { hoSo } = route.useParams()
  const { truoc } = route.useSearch()
  const { data: file } = useSuspenseQuery(fileQuery({ subject: hoSo }))
  const { data } = useSuspenseQuery(
    historyQuery({ subject: hoSo, ...(truoc === undefined ? {} : { before: truoc }) }),
  )
  const definition = useDefinition(file.head.kind)
  const say = useMessages(messages)
  const roles: Readonly<Record<string, string>> = useMessages(shellMessages).roles
  const states: Readonly<Record<string, string>> = { ...say.states, none: '–' }
  const called = (account: string) => (account === 'system' ? say.system : account)
  return (
    <Page
      title={say.history}
      lead={say.historyLead}
      above={
        <BackLink to="/ho-so/$hoSo" params={{ hoSo }}>
          {say.back}
        </BackLink>
      }
    >
      {data.entries.map(({ version, recordedAt, account, role, why, differences }) => (
        <Panel
          key={version}
          title={say.versionAt(version)}
          aside={
            <LinkButton
              variant="subtle"
              size="sm"
              to="/ho-so/$hoSo"
              params={{ hoSo }}
              search={{ ban: version }}
            >
              {say.seeVersion}
            </LinkButton>
          }
        >
          <p className={style.note}>
            <span className="numbers">{formatMoment(recordedAt)}</span> · {say.whys[why] ?? why} ·{' '}
            {called(account)}
            {role !== 'system' && ` · ${roles[role] ?? role}`}
          </p>
          {differences.length === 0 && <p className={style.note}>{say.noChange}</p>}
          <Differences definition={definition} differences={differences} />
        </Panel>
      ))}
      {data.before !== undefined && (
        <LinkButton
          variant="default"
          to="/ho-so/$hoSo/lich-su"
          params={{ hoSo }}
          search={{ truoc: data.before }}
        >
          {say.older}
        </LinkButton>
      )}
      {data.transitions.length > 0 && (
        <Panel title={say.transitions}>
          <ol className={style.list}>
            {data.transitions.map(({ from, to, at, account, role }) => (
              <li key={`${at} ${to}`}>
                <span className="numbers">{formatMoment(at)}</span> · {states[from] ?? from} →{' '}
                <strong>{states[to] ?? to}</strong> · {called(account)}
                {role !== 'system' && ` · ${roles[role] ?? role}`}
              </li>
            ))}
          </ol>
        </Panel>
      )}
    </Page>
  )
}
