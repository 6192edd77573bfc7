import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useMessages } from '../../foundation/messages.ts'
import { CodeCamera } from './CodeCamera.tsx'
import { messages } from './doctor.messages.ts'
import { takePass } from './doctor.queries.ts'
import style from './doctor.module.css'

/** Opens a record by the code that the patient shows: typed, read by a scanner that types, or by the camera. */
export function OpenByPass() {
  const say = useMessages(messages)
  const navigate = useNavigate()
  const [code, setCode] = useState('')
  const opening = useMutation({
    mutationFn: takePass,
    onSuccess: ({ person }) => navigate({ to: '/bac-si/ho-so/$person', params: { person } }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim() !== '') opening.mutate(code.trim())
  }
  return (
    <Panel title={say.pass}>
      <p className={style.note}>{say.passNote}</p>
      <form onSubmit={submit} className={style.form}>
        <TextInput
          label={say.passField}
          value={code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={opening.isPending}>
          {say.openPass}
        </Button>
      </form>
      <CodeCamera onCode={(read) => opening.mutate(read)} />
      {opening.isError && <ProblemNotice error={opening.error} />}
    </Panel>
  )
}
