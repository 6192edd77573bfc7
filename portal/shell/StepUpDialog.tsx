import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { beginStepUp, stepUp } from '#access/contract'
import { Dialog } from '../components/Dialog.tsx'
import { Notice } from '../components/Notice.tsx'
import { ProblemNotice } from '../components/ProblemNotice.tsx'
import { Waiting } from '../components/Waiting.tsx'
import { call } from '../foundation/call.ts'
import { settleConfirmation } from '../foundation/confirm.ts'
import { useMessages } from '../foundation/messages.ts'
import { PasskeyFailed, showPasskey } from '../foundation/passkey.ts'
import { messages } from './shell.messages.ts'

type Attempt = { readonly by: 'passkey' | 'code' | 'password'; readonly again: boolean }

/** Before a sensitive act the person confirms once more: by passkey, code, or the password where there is no second factor. */
export function StepUpDialog() {
  const say = useMessages(messages)
  const offer = useQuery({
    queryKey: [beginStepUp.path],
    queryFn: () => call(beginStepUp, {}),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [typed, setTyped] = useState('')
  const confirm = useMutation({
    mutationFn: async ({ by, again }: Attempt) => {
      if (by === 'code') return call(stepUp, { code: typed.trim() })
      if (by === 'password') return call(stepUp, { password: typed })
      // A challenge is good once: another attempt is given another.
      const fresh = again ? await call(beginStepUp, {}) : offer.data
      return call(stepUp, { passkey: await showPasskey(fresh?.passkey) })
    },
    onSuccess: () => settleConfirmation(true),
  })
  const means = offer.data?.means ?? []
  const typedMeans = means.includes('code') ? 'code' : 'password'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate({ by: typedMeans, again: false })
  }
  return (
    <Dialog title={say.stepUp} onClose={() => settleConfirmation(false)}>
      <Stack>
        <Text>{say.stepUpLead}</Text>
        {offer.isPending && <Waiting />}
        {offer.isError && <ProblemNotice error={offer.error} />}
        {means.includes('passkey') && (
          <Button
            loading={confirm.isPending}
            onClick={() => confirm.mutate({ by: 'passkey', again: confirm.isError })}
          >
            {say.stepUpPasskey}
          </Button>
        )}
        {means.length > 0 && (
          <form onSubmit={submit}>
            <Stack>
              {typedMeans === 'code' ? (
                <TextInput
                  label={say.stepUpCode}
                  autoComplete="one-time-code"
                  required
                  data-autofocus
                  value={typed}
                  onChange={(event) => setTyped(event.currentTarget.value)}
                />
              ) : (
                <PasswordInput
                  label={say.stepUpPassword}
                  autoComplete="current-password"
                  required
                  data-autofocus
                  value={typed}
                  onChange={(event) => setTyped(event.currentTarget.value)}
                />
              )}
              {confirm.error instanceof PasskeyFailed ? (
                <Notice tone="bad">{say.stepUpFailed}</Notice>
              ) : (
                confirm.isError && <ProblemNotice error={confirm.error} />
              )}
              <Group justify="flex-end">
                <Button variant="default" onClick={() => settleConfirmation(false)}>
                  {say.cancel}
                </Button>
                <Button type="submit" loading={confirm.isPending}>
                  {say.confirm}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Stack>
    </Dialog>
  )
}
