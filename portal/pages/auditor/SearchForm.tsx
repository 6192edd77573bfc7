import { Button, Group, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { DayRange } from '../../components/DayRange.tsx'
import { useMessages } from '../../foundation/messages.ts'
import type { AuditSearch } from './auditor.queries.ts'
import { messages } from './auditor.messages.ts'

/** The contract refuses a shorter reason. */
const REASON_MIN = 10

/** What is looked for. By a patient only with a reason, which the patient can read. */
export function SearchForm({
  search,
  onSearch,
}: {
  readonly search: AuditSearch
  readonly onSearch: (search: AuditSearch) => void
}) {
  const say = useMessages(messages)
  const [draft, setDraft] = useState(search)
  const hasPerson = draft.person !== undefined
  const isReady = !hasPerson || (draft.reason?.trim().length ?? 0) >= REASON_MIN
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) onSearch(draft)
  }
  const text = (value: string) => (value.trim() === '' ? undefined : value.trim())
  return (
    <form onSubmit={submit}>
      <Group gap="md" align="flex-end">
        <DayRange
          days={draft}
          onChange={({ from = draft.from, to = draft.to }) => setDraft({ ...draft, from, to })}
        />
        <TextInput
          label={say.account}
          value={draft.account ?? ''}
          onChange={(event) => setDraft({ ...draft, account: text(event.currentTarget.value) })}
        />
        <Select
          label={say.action}
          placeholder={say.every}
          clearable
          data={Object.entries(say.actions).map(([value, label]) => ({ value, label }))}
          value={draft.action ?? null}
          onChange={(action) => setDraft({ ...draft, action: action ?? undefined })}
        />
        <TextInput
          label={say.person}
          value={draft.person ?? ''}
          onChange={(event) => setDraft({ ...draft, person: text(event.currentTarget.value) })}
          style={{ flex: '1 1 18rem' }}
        />
        {hasPerson && (
          <TextInput
            label={say.reason}
            description={say.reasonHint}
            required
            value={draft.reason ?? ''}
            onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
            style={{ flex: '1 1 18rem' }}
          />
        )}
        <Button type="submit" disabled={!isReady}>
          {say.find}
        </Button>
      </Group>
    </form>
  )
}
