import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { claimPractice } from '#registry/contract'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { call } from '../../foundation/call.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './own-file.messages.ts'
import { workQuery } from './own-file.queries.ts'
import { WorkForm } from './WorkForm.tsx'

/** A practitioner takes over the file that a facility made; no second one is made. */
export function ClaimPage() {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const { data } = useSuspenseQuery(workQuery('practitioner-claim'))
  const [waiting] = data.cases
  const claiming = useMutation({
    mutationFn: (fields: Record<string, string>) => {
      const { 'licence-number': licenceNumber, explanation } = fields
      return call(claimPractice, {
        truth: true,
        ...(licenceNumber === undefined ? {} : { licenceNumber }),
        ...(explanation === undefined ? {} : { explanation }),
      })
    },
    onSuccess: () => queryClient.invalidateQueries(),
  })
  return (
    <Page title={say.claimTitle} lead={say.claimLead}>
      {waiting === undefined ? (
        <Panel>
          <WorkForm
            definition="practitioner-claim"
            action={say.claim}
            pending={claiming.isPending}
            error={claiming.error}
            onSend={(fields) => claiming.mutate(fields)}
          />
        </Panel>
      ) : (
        <Notice
          tone="note"
          action={
            <LinkButton variant="default" to="/vu-viec/$vuViec" params={{ vuViec: waiting.case }}>
              {say.openCase}
            </LinkButton>
          }
        >
          {say.claimOpen}
        </Notice>
      )}
    </Page>
  )
}
