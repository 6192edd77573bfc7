import { Button, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { createStaffAccount, Roles } from '#access/contract'
import { PLACE_OF_ROLE } from '#vocabulary/caller'
import { Dialog } from '../../../components/Dialog.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { call } from '../../../foundation/call.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages as shellMessages } from '../../../shell/shell.messages.ts'
import { messages } from './accounts.messages.ts'
import type { PasswordLink } from './PasswordLinkDialog.tsx'

type Asked = z.input<typeof createStaffAccount.request>

const STAFF_ROLES = Roles.exclude(['citizen', 'practitioner']).options

/** A new account for a member of staff; what a role does not need is not asked. */
export function CreateAccount({
  onClose,
  onCreated,
}: {
  readonly onClose: () => void
  readonly onCreated: (link: PasswordLink) => void
}) {
  const say = useMessages(messages)
  const roles = useMessages(shellMessages).roles
  const [asked, setAsked] = useState<Asked>({ signInName: '', name: '', role: 'facility-clerk' })
  const change = (part: Partial<Asked>) => setAsked({ ...asked, ...part })
  const queryClient = useQueryClient()
  const creating = useMutation({
    mutationFn: () => call(createStaffAccount, asked),
    onSuccess: async (made) => {
      await queryClient.invalidateQueries()
      onCreated({ name: asked.name, ...made })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    creating.mutate()
  }
  return (
    <Dialog onClose={onClose} title={say.createTitle}>
      <form onSubmit={submit}>
        <Stack>
          <Field label={say.name} value={asked.name} onChange={(name) => change({ name })} />
          <Field
            label={say.signInName}
            hint={say.signInHint}
            value={asked.signInName}
            onChange={(signInName) => change({ signInName })}
          />
          <Select
            label={say.role}
            allowDeselect={false}
            value={asked.role}
            data={STAFF_ROLES.map((value) => ({ value, label: roles[value] }))}
            onChange={(role) =>
              role !== null && setAsked({ signInName: asked.signInName, name: asked.name, role })
            }
          />
          <PlaceFields asked={asked} onChange={change} />
          {creating.isError && <ProblemNotice error={creating.error} />}
          <Button type="submit" loading={creating.isPending}>
            {say.create}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

function PlaceFields({
  asked,
  onChange,
}: {
  readonly asked: Asked
  readonly onChange: (part: Partial<Asked>) => void
}) {
  const say = useMessages(messages)
  if (PLACE_OF_ROLE[asked.role] === 'country') return null
  if (PLACE_OF_ROLE[asked.role] === 'province')
    return (
      <Field
        label={say.province}
        value={asked.province}
        onChange={(province) => onChange({ province })}
      />
    )
  return (
    <>
      <Field
        label={say.facility}
        value={asked.facility}
        onChange={(facility) => onChange({ facility })}
      />
      {asked.role === 'doctor' && (
        <Field
          label={say.licence}
          value={asked.licence}
          onChange={(licence) => onChange({ licence })}
        />
      )}
    </>
  )
}

function Field({
  label,
  hint,
  value,
  onChange,
}: {
  readonly label: string
  readonly hint?: string
  readonly value: string | undefined
  readonly onChange: (value: string) => void
}) {
  return (
    <TextInput
      label={label}
      required
      {...(hint === undefined ? {} : { description: hint })}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
