import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { DATA_CLASSES, type DataClass } from '#vocabulary/data-class'
import { DayInput } from '../../../components/DayInput.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { Panel } from '../../../components/Page.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { useMessages } from '../../../foundation/messages.ts'
import style from '../choices/privacy.module.css'
import { messages } from './family.messages.ts'
import { familyQuery, invite } from './family.queries.ts'

/** Invites a member of the family: who, until when, which classes. No box is ticked beforehand. */
export function InviteForm() {
  const say = useMessages(messages)
  const queryClient = useQueryClient()
  const [number, setNumber] = useState('')
  const [untilDay, setUntilDay] = useState<string>()
  const [classes, setClasses] = useState<readonly DataClass[]>([])
  const [isMissing, setIsMissing] = useState(false)
  const inviting = useMutation({
    mutationFn: invite,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: familyQuery().queryKey }),
  })
  const turn = (one: DataClass) =>
    setClasses(classes.includes(one) ? classes.filter((other) => other !== one) : [...classes, one])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isComplete = number.trim() !== '' && untilDay !== undefined && classes.length > 0
    setIsMissing(!isComplete)
    if (isComplete) inviting.mutate({ citizenNumber: number, untilDay, classes: [...classes] })
  }
  return (
    <Panel title={say.invite}>
      <form onSubmit={submit} className={style.stack} noValidate>
        <p className={style.note}>{say.inviteNote}</p>
        <TextInput
          label={say.inviteNumber}
          inputMode="numeric"
          autoComplete="off"
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <div>
          <DayInput label={say.untilDay} day={untilDay} onChange={setUntilDay} />
        </div>
        <Checkbox.Group size="md" label={say.classes} value={[...classes]}>
          {DATA_CLASSES.map((one) => (
            <Checkbox
              key={one}
              mt="sm"
              size="md"
              value={one}
              label={say.classNames[one]}
              onChange={() => turn(one)}
            />
          ))}
        </Checkbox.Group>
        {isMissing && <Notice tone="bad" title={say.missing} />}
        {inviting.isSuccess && <Notice tone="good" title={say.sent} />}
        {inviting.isError && <ProblemNotice error={inviting.error} />}
        <Button type="submit" loading={inviting.isPending}>
          {say.send}
        </Button>
      </form>
    </Panel>
  )
}
