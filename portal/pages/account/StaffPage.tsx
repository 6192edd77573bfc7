import { Button, Stack, Table, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { askReset } from '#access/contract'
import { ActionsHead } from '../../components/ActionsHead.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { SettledInput } from '../../components/SettledInput.tsx'
import { call } from '../../foundation/call.ts'
import { formatMoment } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './account.messages.ts'
import { staffQuery } from './account.queries.ts'

type Person = { readonly account: string; readonly name: string }

/** The administrator of a facility gives staff who lost everything a link, face to face. */
export function StaffPage() {
  const say = useMessages(messages)
  const [query, setQuery] = useState('')
  const [person, setPerson] = useState<Person>()
  const staff = useQuery(staffQuery(query))
  const reset = useMutation({
    mutationFn: (reason: string) => call(askReset, { account: person?.account ?? '', reason }),
  })
  const close = () => {
    setPerson(undefined)
    reset.reset()
  }
  const given = reset.data?.given
  return (
    <Page title={say.staff} lead={say.staffLead}>
      <SettledInput
        type="search"
        label={say.staffSearch}
        value={query}
        onSettle={(typed) => setQuery(typed ?? '')}
      />
      <Panel>
        {staff.isError && <ProblemNotice error={staff.error} />}
        {staff.data?.staff.length === 0 && <Text c="dimmed">{say.staffNone}</Text>}
        {(staff.data?.staff.length ?? 0) > 0 && (
          <ScrollTable label={say.staff} minWidth={520}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say.staffName}</Table.Th>
                <Table.Th>{say.staffFactors}</Table.Th>
                <ActionsHead />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {staff.data?.staff.map((one) => (
                <Table.Tr key={one.account}>
                  <Table.Td>
                    <strong>{one.name}</strong>
                    <div className="code">{one.signInName}</div>
                  </Table.Td>
                  <Table.Td className="numbers">{one.factors}</Table.Td>
                  <Table.Td ta="right">
                    <Button
                      variant="default"
                      size="sm"
                      aria-label={`${say.reset} ${one.name}`}
                      onClick={() => setPerson(one)}
                    >
                      {say.reset}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </ScrollTable>
        )}
      </Panel>
      {person !== undefined && given === undefined && (
        <ReasonDialog
          title={`${say.resetTitle}: ${person.name}`}
          lead={say.resetLead}
          action={say.reset}
          danger
          pending={reset.isPending}
          error={reset.error}
          onClose={close}
          onReason={(reason) => reset.mutate(reason)}
        />
      )}
      {given !== undefined && (
        <Dialog title={`${say.resetLink}: ${person?.name ?? ''}`} onClose={close}>
          <Stack>
            <Text>
              {say.resetLinkHint}{' '}
              <span className="numbers">{formatMoment(given.linkExpiresAt)}</span>.
            </Text>
            <TextInput label={say.resetLink} readOnly value={given.link} className="code" />
            <Button onClick={close}>{say.close}</Button>
          </Stack>
        </Dialog>
      )}
    </Page>
  )
}
