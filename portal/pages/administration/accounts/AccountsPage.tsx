import { Button, Group, Select, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { Roles } from '#access/contract'
import { Empty } from '../../../components/Empty.tsx'
import { PeopleSign } from '../../../components/icons.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { SettledInput } from '../../../components/SettledInput.tsx'
import { formatNumber } from '../../../foundation/format.ts'
import { useLanguage } from '../../../foundation/language.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages as shellMessages } from '../../../shell/shell.messages.ts'
import type { AccountsAddress } from '../addresses.ts'
import { accountsQuery } from '../administration.queries.ts'
import { AccountTable } from './AccountTable.tsx'
import { messages } from './accounts.messages.ts'
import { CreateAccount } from './CreateAccount.tsx'
import { type PasswordLink, PasswordLinkDialog } from './PasswordLinkDialog.tsx'
import { Resets } from './Resets.tsx'

const route = getRouteApi('/signed-in/quan-tri/tai-khoan')

/** Who of the staff has an account: make, lock, open, hand out a new link. */
export function AccountsPage() {
  const filter = route.useSearch()
  const { data } = useSuspenseQuery(accountsQuery(filter))
  const say = useMessages(messages)
  const language = useLanguage()
  const [isCreating, setCreating] = useState(false)
  const [link, setLink] = useState<PasswordLink>()
  const showLink = (made: PasswordLink) => {
    setCreating(false)
    setLink(made)
  }
  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={<Button onClick={() => setCreating(true)}>{say.create}</Button>}
    >
      <Filters />
      <Panel>
        {data.accounts.length === 0 ? (
          <Empty sign={PeopleSign} title={say.none}>
            {say.noneHint}
          </Empty>
        ) : (
          <AccountTable accounts={data.accounts} onLink={setLink} />
        )}
        <Text c="dimmed" mt="md">
          <span className="numbers">{formatNumber(data.citizens, language)}</span> {say.citizens}
        </Text>
        <Pages next={data.next} />
      </Panel>
      <Resets onLink={showLink} />
      {isCreating && <CreateAccount onClose={() => setCreating(false)} onCreated={showLink} />}
      {link !== undefined && <PasswordLinkDialog link={link} onClose={() => setLink(undefined)} />}
    </Page>
  )
}

function Filters() {
  const { after: _page, ...filter } = route.useSearch()
  const navigate = route.useNavigate()
  const say = useMessages(messages)
  const roles = useMessages(shellMessages).roles
  const narrow = (change: Partial<AccountsAddress>) =>
    void navigate({ search: { ...filter, ...change }, replace: true })
  return (
    <Group gap="sm" align="flex-end">
      <SettledInput
        type="search"
        label={say.search}
        value={filter.query}
        onSettle={(query) => narrow({ query })}
        style={{ flex: '1 1 16rem' }}
      />
      <Select
        label={say.role}
        placeholder={say.every}
        clearable
        w={240}
        value={filter.role ?? null}
        data={Roles.exclude(['citizen', 'practitioner']).options.map((value) => ({
          value,
          label: roles[value],
        }))}
        onChange={(role) => narrow({ role: role ?? undefined })}
      />
    </Group>
  )
}

/** The first page is the list without `after`. */
function Pages({ next }: { readonly next: string | undefined }) {
  const { after, ...filter } = route.useSearch()
  return (
    <Pager
      first={after === undefined ? undefined : { to: '/quan-tri/tai-khoan', search: filter }}
      next={
        next === undefined
          ? undefined
          : { to: '/quan-tri/tai-khoan', search: { ...filter, after: next } }
      }
    />
  )
}
