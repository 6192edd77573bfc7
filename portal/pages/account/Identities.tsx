import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { linkIdentity, signInTexts, unlinkIdentity } from '#access/contract'
import { Notice } from '../../components/Notice.tsx'
import { Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { call } from '../../foundation/call.ts'
import { formatMoment } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import style from './account.module.css'
import { messages } from './account.messages.ts'
import { type Security, securityQuery } from './account.queries.ts'

/** Electronic identities of the State that open this account; and why the last attempt to link one failed. */
export function Identities({
  identities,
  problem,
}: {
  readonly identities: Security['identities']
  readonly problem: string | undefined
}) {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const link = useMutation({
    mutationFn: (issuer: string) => call(linkIdentity, { issuer }),
    onSuccess: ({ next }) => window.location.assign(next),
  })
  const part = useMutation({
    mutationFn: (issuer: string) => call(unlinkIdentity, { issuer }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: securityQuery().queryKey }),
  })
  const error = link.error ?? part.error
  return (
    <Panel title={say.identities}>
      <Stack>
        <Text c="dimmed">{say.identitiesLead}</Text>
        {problem !== undefined && <LinkFailed problem={problem} />}
        <ul className={style.factors}>
          {identities.map(({ issuer, name, linkedAt }) => (
            <li key={issuer}>
              <div>
                <strong>{name}</strong>
                <div className={style.soft}>
                  {linkedAt === undefined
                    ? say.notLinked
                    : `${say.linkedSince} ${formatMoment(linkedAt)}`}
                </div>
              </div>
              <Button
                variant="default"
                size="sm"
                aria-label={`${linkedAt === undefined ? say.link : say.unlink} ${name}`}
                loading={link.isPending || part.isPending}
                onClick={() => (linkedAt === undefined ? link : part).mutate(issuer)}
              >
                {linkedAt === undefined ? say.link : say.unlink}
              </Button>
            </li>
          ))}
        </ul>
        {error !== null && <ProblemNotice error={error} />}
      </Stack>
    </Panel>
  )
}

function LinkFailed({ problem }: { readonly problem: string }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const text = signInTexts[problem]
  return (
    <Notice tone="bad" title={say.linkFailed}>
      {text === undefined ? <span className="code">{problem}</span> : inWords(text.message)}{' '}
      {say.linkAgain}
    </Notice>
  )
}
