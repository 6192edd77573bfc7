import { Button, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { registerApp } from '#access/contract'
import { readJwk } from '../../../components/clients/read-key.ts'
import { Dialog } from '../../../components/Dialog.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './systems.messages.ts'

const NO_APP = {
  name: '',
  publisher: '',
  scopes: 'openid launch/patient patient/Observation.rs',
  redirects: '',
  launch: '',
  jwk: '',
}

/** Registers an app for citizens and doctors; without a key it is public. */
export function RegisterApp({ onClose }: { readonly onClose: () => void }) {
  const say = useMessages(messages)
  const [asked, setAsked] = useState(NO_APP)
  const queryClient = useQueryClient()
  const registering = useMutation({
    mutationFn: () => register(asked),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const isWrong = asked.jwk.trim() !== '' && readJwk(asked.jwk) === undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isWrong) registering.mutate()
  }
  if (registering.data !== undefined)
    return (
      <Dialog onClose={onClose} title={say.register}>
        <Stack>
          <Notice tone="good" title={say.registered}>
            <strong className="code">{registering.data.client}</strong>
          </Notice>
          <Button onClick={onClose}>{say.done}</Button>
        </Stack>
      </Dialog>
    )
  const field = (name: keyof typeof NO_APP) => ({
    value: asked[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setAsked({ ...asked, [name]: event.currentTarget.value }),
  })
  return (
    <Dialog onClose={onClose} title={say.register}>
      <form onSubmit={submit} autoComplete="off">
        <Stack>
          <TextInput label={say.name} required data-autofocus maxLength={200} {...field('name')} />
          <TextInput label={say.publisher} required maxLength={200} {...field('publisher')} />
          <Textarea
            label={say.scopes}
            description={say.scopesHint}
            required
            autosize
            {...field('scopes')}
          />
          <Textarea
            label={say.redirects}
            description={say.redirectsHint}
            required
            autosize
            {...field('redirects')}
          />
          <TextInput label={say.launch} type="url" {...field('launch')} />
          <Textarea
            label={say.jwk}
            description={say.jwkHint}
            autosize
            error={isWrong ? say.jwkWrong : undefined}
            {...field('jwk')}
          />
          {registering.isError && <ProblemNotice error={registering.error} />}
          <Button type="submit" loading={registering.isPending}>
            {say.register}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

function register({ name, publisher, scopes, redirects, launch, jwk }: typeof NO_APP) {
  const key = readJwk(jwk)
  return call(registerApp, {
    name,
    publisher,
    scopes: scopes.split(/\s+/).filter(Boolean),
    redirectUris: redirects.split(/\s+/).filter(Boolean),
    ...(launch.trim() === '' ? {} : { launchUri: launch.trim() }),
    ...(key === undefined ? {} : { keys: [{ jwk: key }] }),
  })
}
