import { Button } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { type AppGrantListed, endOwnApp, listOwnApps } from '#access/contract'
import { Empty } from '../../../components/Empty.tsx'
import { KeySign } from '../../../components/icons.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { call } from '../../../foundation/call.ts'
import { formatDay } from '../../../foundation/format.ts'
import { useLanguage } from '../../../foundation/language.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { PrivacyParts } from '../choices/PrivacyParts.tsx'
import { messages } from './apps.messages.ts'
import { ownAppsQuery } from './apps.queries.ts'

type AppGrant = z.infer<typeof AppGrantListed>

/** Which apps a person allowed, what each may read and until when; each can be taken back. */
export function AppsPage() {
  const say = useMessages(messages)
  const { data } = useSuspenseQuery(ownAppsQuery())
  const [ended, setEnded] = useState<string>()
  return (
    <Page title={say.title} lead={say.lead}>
      <PrivacyParts />
      {ended !== undefined && (
        <Notice tone="good" title={say.ended(ended)}>
          {say.kept}
        </Notice>
      )}
      {data.apps.length === 0 && (
        <Panel>
          <Empty sign={KeySign} title={say.none}>
            {say.noneHint}
          </Empty>
        </Panel>
      )}
      {data.apps.map((app) => (
        <App key={app.grant} app={app} onEnded={() => setEnded(app.name)} />
      ))}
    </Page>
  )
}

function App({ app, onEnded }: { readonly app: AppGrant; readonly onEnded: () => void }) {
  const say = useMessages(messages)
  const language = useLanguage()
  const queryClient = useQueryClient()
  const ending = useMutation({
    mutationFn: () => call(endOwnApp, { grant: app.grant }),
    onSuccess: async () => {
      onEnded()
      await queryClient.invalidateQueries({ queryKey: [listOwnApps.path] })
    },
  })
  const words = [...new Set(app.scopes.map((scope) => scope[language]))]
  return (
    <Panel
      title={app.name}
      aside={
        <Button
          variant="default"
          loading={ending.isPending}
          aria-label={say.endOf(app.name)}
          onClick={() => ending.mutate()}
        >
          {say.end}
        </Button>
      }
    >
      <p>{say.by(app.publisher)}</p>
      <p>{say.may}:</p>
      <ul>
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
      <p className="numbers">{say.since(formatDay(app.grantedAt), formatDay(app.until))}</p>
      {ending.isError && <ProblemNotice error={ending.error} />}
    </Panel>
  )
}
