import { Group, Select, Stack, Text } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { giveTemplate, type ImportView } from '#workbooks/contract'
import { DownloadButton } from '../../components/DownloadButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { download } from '../../foundation/bytes.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { DropWorkbook } from './DropWorkbook.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import { ImportPanel } from './ImportPanel.tsx'
import { messages } from './lists.messages.ts'
import { definitionQuery, listsQuery } from './lists.queries.ts'

const route = getRouteApi('/signed-in/danh-sach')

/** Lists as workbooks: template, drop, judging on this device, preview, import with progress, undo. */
export function ListsPage() {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { data } = useSuspenseQuery(listsQuery())
  const address = route.useSearch()
  const navigate = route.useNavigate()
  const chosen =
    data.lists.find(({ id }) => id === address.list) ??
    data.lists.find(({ id }) => id === 'staff') ??
    data.lists[0]
  if (chosen === undefined) return <Page title={say.title} lead={say.lead} children={null} />
  const list = chosen.id
  const open = (found: ImportView) => void navigate({ search: { list, import: found.id } })
  return (
    <Page title={say.title} lead={say.lead}>
      <Panel>
        <Stack gap="sm">
          <Group align="flex-end">
            <Select
              label={say.list}
              value={list}
              allowDeselect={false}
              style={{ flex: '1 1 20rem' }}
              data={data.lists.map(({ id, title }) => ({ value: id, label: inWords(title) }))}
              onChange={(value) => void navigate({ search: value ? { list: value } : {} })}
            />
            <Template list={list} />
          </Group>
          <Text>{inWords(chosen.about)}</Text>
          <Text c="dimmed">
            {say.source}: {chosen.source}
          </Text>
        </Stack>
      </Panel>
      {address.import === undefined ? (
        <Dropping list={list} onSent={open} />
      ) : (
        <ImportPanel id={address.import} />
      )}
      <ImportHistory list={list} />
    </Page>
  )
}

function Template({ list }: { readonly list: string }) {
  const say = useMessages(messages)
  const fetchIt = (filled: 'yes' | 'no') => () =>
    download(giveTemplate, { list, filled }, `${list}.xlsx`)
  return (
    <>
      <DownloadButton fetchIt={fetchIt('no')}>{say.template}</DownloadButton>
      <DownloadButton fetchIt={fetchIt('yes')}>{say.filled}</DownloadButton>
    </>
  )
}

function Dropping({
  list,
  onSent,
}: {
  readonly list: string
  readonly onSent: (found: ImportView) => void
}) {
  const definition = useQuery(definitionQuery(list))
  return definition.data ? <DropWorkbook key={list} list={definition.data} onSent={onSent} /> : null
}
