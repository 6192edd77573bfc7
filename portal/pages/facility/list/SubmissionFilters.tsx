import { Button, Collapse, Group, Select } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { Status } from '#intake/contract'
import { DayRange } from '../../../components/DayRange.tsx'
import { SearchSign } from '../../../components/icons.tsx'
import { SettledInput } from '../../../components/SettledInput.tsx'
import { words } from '../../../components/words.messages.ts'
import { useMessages } from '../../../foundation/messages.ts'
import type { SubmissionsAddress } from '../addresses.ts'
import { messages } from './submissions.messages.ts'

const route = getRouteApi('/signed-in/co-so/ho-so')
const SEVERITIES = ['error', 'warning', 'notice'] as const
const KINDS = ['dossier', 'check-in'] as const
const DELIVERIES = ['waiting', 'received', 'accepted', 'returned', 'failed'] as const

/** The filter lives in the address, so a colleague can be sent exactly this list. */
export function SubmissionFilters() {
  const { after: _page, ...filter } = route.useSearch()
  const navigate = route.useNavigate()
  const say = useMessages(messages)
  const fixed = useMessages(words)
  const isRefined = (['severity', 'kind', 'delivery', 'ward', 'doctor'] as const).some(
    (name) => filter[name],
  )
  const [isOpen, setOpen] = useState(isRefined)
  const narrow = (change: Partial<SubmissionsAddress>) =>
    void navigate({ search: { ...filter, ...change }, replace: true })

  return (
    <div className="no-print">
      <Group gap="sm" align="flex-end">
        <SettledInput
          type="search"
          label={say.search}
          placeholder={say.searchHint}
          leftSection={<SearchSign size={20} />}
          style={{ flex: '1 1 20rem' }}
          value={filter.text}
          onSettle={(text) => narrow({ text })}
        />
        <Select
          label={fixed.status}
          placeholder={say.every}
          clearable
          w={260}
          value={filter.status ?? null}
          data={Status.options.map((value) => ({ value, label: fixed.statuses[value] }))}
          onChange={(status) => narrow({ status: status ?? undefined })}
        />
        <DayRange days={filter} onChange={narrow} />
        <Button variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {say.more}
        </Button>
        {Object.keys(filter).length > 0 && (
          <Button variant="subtle" color="gray" onClick={() => void navigate({ search: {} })}>
            {say.clear}
          </Button>
        )}
      </Group>
      <Collapse expanded={isOpen}>
        <Group gap="sm" align="flex-end" mt="sm">
          <Select
            label={say.severity}
            placeholder={say.every}
            clearable
            value={filter.severity ?? null}
            data={SEVERITIES.map((value) => ({ value, label: fixed.severities[value] }))}
            onChange={(severity) => narrow({ severity: severity ?? undefined })}
          />
          <Select
            label={say.kind}
            placeholder={say.every}
            clearable
            value={filter.kind ?? null}
            data={KINDS.map((value) => ({ value, label: fixed.kinds[value] }))}
            onChange={(kind) => narrow({ kind: kind ?? undefined })}
          />
          <Select
            label={fixed.delivery}
            placeholder={say.every}
            clearable
            w={260}
            value={filter.delivery ?? null}
            data={DELIVERIES.map((value) => ({ value, label: say.deliveries[value] }))}
            onChange={(delivery) => narrow({ delivery: delivery ?? undefined })}
          />
          <SettledInput
            label={say.ward}
            value={filter.ward}
            onSettle={(ward) => narrow({ ward })}
          />
          <SettledInput
            label={say.doctor}
            value={filter.doctor}
            onSettle={(doctor) => narrow({ doctor })}
          />
        </Group>
      </Collapse>
    </div>
  )
}
