import { Button, Group, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { DossierAnswer } from '#intake/contract'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { useMessages } from '../../../foundation/messages.ts'
import { useCorrection } from './correction.tsx'
import style from './correction-bar.module.css'
import { resendCorrected } from './resend.ts'
import { messages } from './submission.messages.ts'

/** What has been mended and not sent yet; one press sends the dossier again, linked to this version. */
export function CorrectionBar({ receipt }: { readonly receipt: string }) {
  const say = useMessages(messages)
  const { changes, discard } = useCorrection()
  const follow = useFollow()
  const sending = useMutation({
    mutationFn: () => resendCorrected(receipt, changes),
    onSuccess: (answer) => {
      discard()
      return follow(answer)
    },
  })

  if (changes.size === 0) return null
  return (
    <section className={`${style.bar} no-print`} aria-label={say.changes}>
      <div className={style.text}>
        <strong>
          <span className="numbers">{changes.size}</span> {say.changes}
        </strong>
        <Text size="sm" c="dimmed">
          {say.signatureLost}
        </Text>
        {sending.isError && <ProblemNotice error={sending.error} />}
      </div>
      <Group gap="xs" wrap="nowrap">
        <Button variant="default" onClick={discard} disabled={sending.isPending}>
          {say.discard}
        </Button>
        <Button onClick={() => sending.mutate()} loading={sending.isPending}>
          {say.resend}
        </Button>
      </Group>
    </section>
  )
}

/** Opens the version that was just sent, and forgets what was read before. */
export function useFollow(): (answer: DossierAnswer) => Promise<void> {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  return async (answer) => {
    await queryClient.invalidateQueries()
    await navigate({ to: '/co-so/ho-so/$receipt', params: { receipt: answer.receipt } })
  }
}
