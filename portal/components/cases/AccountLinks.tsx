import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { CaseView } from '#cases/contract'
import { fetchAccountLinks } from '#registry/contract'
import { call } from '../../foundation/call.ts'
import { formatMoment } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Panel } from '../Page.tsx'
import { ProblemNotice } from '../ProblemNotice.tsx'
import { messages } from './cases.messages.ts'
import style from './cases.module.css'

/** An approved request for an account: whoever sent it takes the links by which its people set their passwords. */
export function AccountLinks({ view }: { readonly view: CaseView }) {
  const say = useMessages(messages)
  const fetching = useMutation({
    mutationFn: () => call(fetchAccountLinks, { case: view.case }),
  })
  return (
    <Panel title={say.links}>
      <Stack align="flex-start">
        <Text c="dimmed">{say.linksLead}</Text>
        <Button loading={fetching.isPending} onClick={() => fetching.mutate()}>
          {say.links}
        </Button>
        {fetching.isError && <ProblemNotice error={fetching.error} />}
        {fetching.data?.links.map(({ account, link, expiresAt }) => (
          <div key={account} className={style.clock}>
            <strong>{account}</strong>
            <a href={link} className="code">
              {link}
            </a>
            <span className={style.note}>{say.linkUntil(formatMoment(expiresAt))}</span>
          </div>
        ))}
      </Stack>
    </Panel>
  )
}

/** Whether the reader of a case may take links from it: the request is approved, and it is the reader's own. */
export function givesLinks({ definition, state, timeline }: CaseView): boolean {
  const isOwn = timeline[0]?.by.own === true
  return definition.endsWith('-account') && state.id === 'approved' && isOwn
}
