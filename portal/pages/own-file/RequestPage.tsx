import { Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { readCase } from '#cases/contract'
import {
  askFacilityAccount,
  askPractitionerAccount,
  lookUpFacilities,
  readSearchChoices,
} from '#registry/contract'
import { searchKey } from '#vocabulary/person-name'
import { CaseTable } from '../../components/cases/CaseTable.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { call } from '../../foundation/call.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { workQuery } from './own-file.queries.ts'
import { messages } from './request.messages.ts'
import { WorkForm } from './WorkForm.tsx'

/** Where anybody who signed in as a citizen asks for the account of a facility or of a practitioner, and follows the request. */
export function RequestPage() {
  const say = useMessages(messages)
  const [which, setWhich] = useState<'facility' | 'practitioner'>('facility')
  const [sent, setSent] = useState<string>()
  return (
    <Page title={say.title} lead={say.lead}>
      {sent !== undefined && (
        <Notice
          tone="good"
          title={say.sent}
          action={
            <LinkButton variant="default" to="/vu-viec/$vuViec" params={{ vuViec: sent }}>
              {say.open}
            </LinkButton>
          }
        >
          {say.keepCode} <span className="code">{sent}</span>
        </Notice>
      )}
      <Mine />
      <Panel title={say.which}>
        <SegmentedControl
          mb="md"
          aria-label={say.which}
          data={[
            { value: 'facility', label: say.facility },
            { value: 'practitioner', label: say.practitioner },
          ]}
          value={which}
          onChange={(value) => setWhich(value === 'facility' ? value : 'practitioner')}
        />
        {which === 'facility' ? (
          <FacilityForm onSent={setSent} />
        ) : (
          <PractitionerForm onSent={setSent} />
        )}
      </Panel>
      <LookUp />
    </Page>
  )
}

function Mine() {
  const say = useMessages(messages)
  const { data } = useQuery(workQuery(undefined))
  const mine = (data?.cases ?? []).filter(({ definition }) => definition.endsWith('-account'))
  if (mine.length === 0) return undefined
  return (
    <Panel title={say.mine}>
      <CaseTable cases={mine} label={say.mine} withFacility />
    </Panel>
  )
}

type FormProps = { readonly onSent: (id: string) => void }

function FacilityForm({ onSent }: FormProps) {
  const say = useMessages(messages)
  const sending = useSending((fields) => call(askFacilityAccount, { fields }), onSent)
  return (
    <WorkForm
      definition="facility-account"
      action={say.send}
      pending={sending.isPending}
      error={sending.error}
      onSend={(fields) => sending.mutate(fields)}
    />
  )
}

function PractitionerForm({ onSent }: FormProps) {
  const say = useMessages(messages)
  const [facility, setFacility] = useState<string>()
  const [province, setProvince] = useState('01')
  const sending = useSending(
    (fields) =>
      call(askPractitionerAccount, {
        fields,
        province: facility?.slice(0, 2) ?? province,
        ...(facility === undefined ? {} : { facility }),
      }),
    onSent,
  )
  return (
    <WorkForm
      definition="practitioner-account"
      action={say.send}
      pending={sending.isPending}
      error={sending.error}
      onSend={(fields) => sending.mutate(fields)}
    >
      <FacilitySelect facility={facility} onChange={setFacility} />
      {facility === undefined && <ProvinceSelect province={province} onChange={setProvince} />}
    </WorkForm>
  )
}

function useSending(
  send: (fields: Record<string, string>) => Promise<{ readonly case: string }>,
  onSent: (id: string) => void,
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: async (opened) => {
      window.scrollTo({ top: 0 })
      onSent(opened.case)
      await queryClient.invalidateQueries()
    },
  })
}

function FacilitySelect({
  facility,
  onChange,
}: {
  readonly facility: string | undefined
  readonly onChange: (code: string | undefined) => void
}) {
  const say = useMessages(messages)
  const [typed, setTyped] = useState('')
  const { data } = useQuery({
    queryKey: [lookUpFacilities.path, typed],
    queryFn: () => call(lookUpFacilities, typed === '' ? {} : { query: typed }),
  })
  const known = (data?.facilities ?? []).map(({ code, name }) => ({
    value: code,
    label: `${name} (${code})`,
  }))
  // A facility whose file is not public yet is not in the look-up: its code alone will do.
  const isCode = /^\d{5}$/.test(typed) && !known.some(({ value }) => value === typed)
  const choices = isCode ? [...known, { value: typed, label: typed }] : known
  return (
    <Select
      label={say.workplace}
      description={say.workplaceHint}
      searchable
      clearable
      clearButtonProps={{ tabIndex: -1, 'aria-hidden': true }}
      nothingFoundMessage={say.nothingFound}
      filter={({ options }) => options}
      data={choices}
      onSearchChange={(text) => setTyped(text.replace(/ \(\w{5}\)$/, ''))}
      value={facility ?? null}
      onChange={(code) => onChange(code ?? undefined)}
    />
  )
}

function ProvinceSelect({
  province,
  onChange,
}: {
  readonly province: string
  readonly onChange: (code: string) => void
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { data } = useQuery({
    queryKey: [readSearchChoices.path],
    queryFn: () => call(readSearchChoices, {}),
  })
  return (
    <Select
      label={say.province}
      searchable
      allowDeselect={false}
      nothingFoundMessage={say.nothingFound}
      filter={({ options, search }) =>
        options.filter((one) => 'value' in one && searchKey(one.label).includes(searchKey(search)))
      }
      data={(data?.provinces ?? []).map(({ code, vi, en }) => ({
        value: code,
        label: inWords({ vi, en }),
      }))}
      value={province}
      onChange={(code) => onChange(code ?? province)}
    />
  )
}

/** A request is shown to whoever sent it: the code finds it again, it opens nothing. */
function LookUp() {
  const say = useMessages(messages)
  const navigate = useNavigate()
  const [code, setCode] = useState('')
  const looking = useMutation({
    mutationFn: () => call(readCase, { case: code.trim() }),
    onSuccess: (view) => navigate({ to: '/vu-viec/$vuViec', params: { vuViec: view.case } }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim() !== '') looking.mutate()
  }
  return (
    <Panel title={say.lookUp}>
      <form onSubmit={submit}>
        <Stack>
          <Group align="flex-end">
            <TextInput
              label={say.code}
              autoComplete="off"
              style={{ flex: '1 1 18rem' }}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={looking.isPending}>
              {say.show}
            </Button>
          </Group>
          {looking.isError && <Text c="var(--mach-bad)">{say.codeWrong}</Text>}
        </Stack>
      </form>
    </Panel>
  )
}
