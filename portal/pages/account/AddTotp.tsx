import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { beginTotpFactor, finishTotpFactor } from '#access/contract'
import { Dialog } from '../../components/Dialog.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { call } from '../../foundation/call.ts'
import { useMessages } from '../../foundation/messages.ts'
import style from './account.module.css'
import { messages } from './account.messages.ts'

/** Scan, type six digits, done. */
export function AddTotp({
  onAdded,
  onClose,
}: {
  readonly onAdded: (codes: readonly string[]) => Promise<void>
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const [typed, setTyped] = useState({ code: '', name: '' })
  const begun = useQuery({
    queryKey: [beginTotpFactor.path],
    queryFn: () => call(beginTotpFactor, {}),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const keep = useMutation({
    mutationFn: () => call(finishTotpFactor, typed),
    onSuccess: (made) => onAdded(made.codes),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate()
  }
  return (
    <Dialog title={say.addTotp} onClose={onClose}>
      {begun.isPending && <Waiting />}
      {begun.isError && <ProblemNotice error={begun.error} onRetry={() => void begun.refetch()} />}
      {begun.data !== undefined && (
        <form onSubmit={submit}>
          <Stack>
            <Text>{say.scan}</Text>
            <img
              className={style.picture}
              src={pictureAddress(begun.data.picture)}
              alt={say.picture}
            />
            <details>
              <summary>{say.byHand}</summary>
              <p className="code" data-secret>
                {begun.data.secret.match(/.{1,4}/g)?.join(' ')}
              </p>
            </details>
            <TextInput
              label={say.code}
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              maxLength={10}
              value={typed.code}
              onChange={(event) => setTyped({ ...typed, code: event.currentTarget.value })}
            />
            <TextInput
              label={say.name}
              description={say.nameHint}
              maxLength={60}
              value={typed.name}
              onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
            />
            {keep.isError && <ProblemNotice error={keep.error} />}
            <Button type="submit" loading={keep.isPending}>
              {say.keep}
            </Button>
          </Stack>
        </form>
      )}
    </Dialog>
  )
}

/** A picture that the server drew, as the address of an image: nothing in it can run. */
export function pictureAddress(svg: string): string {
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`
}
