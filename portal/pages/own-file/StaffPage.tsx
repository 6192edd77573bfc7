import { Button, Group, Select, Table } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { CodeLabel } from '../../components/file/CodeLabel.tsx'
import { useDefinition } from '../../components/file/definition.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { Empty } from '../../components/Empty.tsx'
import { PeopleSign } from '../../components/icons.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { call } from '../../foundation/call.ts'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { useSession } from '../../foundation/session.ts'
import { readStaff } from '#registry/contract'
import { EndHereDialog } from './EndHereDialog.tsx'
import { StateOfFile } from './FileHead.tsx'
import { messages } from './own-file.messages.ts'
import type { StaffAsked, StaffLine } from './own-file.queries.ts'
import style from './own-file.module.css'

const route = getRouteApi('/signed-in/ho-so-cua-toi/nhan-su')
const STATES = ['unclaimed', 'claimed', 'declared', 'returned', 'confirmed'] as const
const PAGE = 50
const FIRST_PAGE: Pick<StaffAsked, 'afterName' | 'afterStatement'> = {}

/** Who is registered at the own facility on a day, and where each file stands. */
export function StaffPage() {
  const say = useMessages(messages)
  const { ngay, trangThai, coSo } = route.useSearch()
  const own = useSession().facility?.code
  const facility = own ?? coSo ?? ''
  const state = STATES.find((one) => one === trangThai)
  const asked: StaffAsked = {
    facility,
    limit: PAGE,
    ...(ngay === undefined ? {} : { day: ngay }),
    ...(state === undefined ? {} : { state }),
  }
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [readStaff.path, 'pages', asked],
    staleTime: 0,
    initialPageParam: FIRST_PAGE,
    queryFn: ({ pageParam }) => call(readStaff, { ...asked, ...pageParam }),
    getNextPageParam: ({ staff, more }) => {
      const last = more ? staff.at(-1) : undefined
      return last && { afterName: last.name, afterStatement: last.statement }
    },
  })
  const staff = data?.pages.flatMap((page) => page.staff) ?? []
  return (
    <Page
      title={say.staffTitle}
      lead={say.staffLead}
      {...(own === undefined
        ? {}
        : {
            above: <BackLink to="/ho-so-cua-toi">{say.back}</BackLink>,
            actions: <OwnActions />,
          })}
    >
      <Filters />
      <Panel>
        {data !== undefined && staff.length === 0 ? (
          <Empty sign={PeopleSign} title={say.staffNone}>
            {say.staffNoneLead}
          </Empty>
        ) : (
          <StaffTable staff={staff} />
        )}
        {hasNextPage && (
          <Group justify="center" mt="md" className="no-print">
            <Button
              variant="default"
              loading={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              {say.more}
            </Button>
          </Group>
        )}
      </Panel>
    </Page>
  )
}

function OwnActions() {
  const say = useMessages(messages)
  return (
    <>
      <LinkButton
        variant="default"
        to="/vu-viec"
        search={{ definition: 'practitioner-confirmation' }}
      >
        {say.staffConfirm}
      </LinkButton>
      <LinkButton variant="default" to="/danh-sach">
        {say.staffImport}
      </LinkButton>
      <LinkButton to="/ho-so-cua-toi/nhan-su/them">{say.staffAdd}</LinkButton>
    </>
  )
}

function Filters() {
  const say = useMessages(messages)
  const address = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <div className={`${style.filters} no-print`}>
      <Select
        label={say.state}
        allowDeselect={false}
        data={[
          { value: '', label: say.allStates },
          ...STATES.map((value) => ({ value, label: say.states[value] })),
        ]}
        value={address.trangThai ?? ''}
        onChange={(value) =>
          void navigate({ search: { ...address, trangThai: value || undefined }, replace: true })
        }
      />
      <DayInput
        label={say.day}
        day={address.ngay}
        onChange={(day) => void navigate({ search: { ...address, ngay: day }, replace: true })}
      />
    </div>
  )
}

function StaffTable({ staff }: { readonly staff: readonly StaffLine[] }) {
  const say = useMessages(messages)
  const [leaving, setLeaving] = useState<StaffLine>()
  const { role } = useSession()
  const mayEnd = role === 'facility-administrator'
  return (
    <>
      <ScrollTable label={say.staffTitle} minWidth={860} isStacked>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say.name}</Table.Th>
            <Table.Th>{say.licence}</Table.Th>
            <Table.Th>{say.department}</Table.Th>
            <Table.Th>{say.position}</Table.Th>
            <Table.Th>{say.since}</Table.Th>
            <Table.Th>{say.state}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {staff.map((line) => (
            <StaffRow
              key={line.statement}
              line={line}
              {...(mayEnd && line.to === undefined ? { onLeave: () => setLeaving(line) } : {})}
            />
          ))}
        </Table.Tbody>
      </ScrollTable>
      {leaving !== undefined && (
        <EndHereDialog line={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </>
  )
}

function StaffRow({ line, onLeave }: { readonly line: StaffLine; readonly onLeave?: () => void }) {
  const say = useMessages(messages)
  const definition = useDefinition('practitioner')
  const { practitioner, name, licence, department, position, from, to, dataState } = line
  return (
    <Table.Tr>
      <Table.Td data-label={say.name}>
        <Link to="/ho-so/$hoSo" params={{ hoSo: practitioner }}>
          <strong>{name}</strong>
        </Link>
      </Table.Td>
      <Table.Td data-label={say.licence} className="code">
        {licence}
      </Table.Td>
      <Table.Td data-label={say.department}>{department ?? '–'}</Table.Td>
      <Table.Td data-label={say.position}>
        <CodeLabel definition={definition} list="position" code={position} />
      </Table.Td>
      <Table.Td data-label={say.since} className="numbers">
        {formatDay(from)}
        {to !== undefined && ` – ${formatDay(to)}`}
      </Table.Td>
      <Table.Td data-label={say.state}>
        <span>
          <StateOfFile state={dataState} />
          <div className={style.note}>{say.completeness(line.completeness)}</div>
        </span>
      </Table.Td>
      <Table.Td className="no-print">
        {onLeave !== undefined && (
          <Button
            variant="subtle"
            size="sm"
            aria-label={`${say.endHere}: ${name}`}
            onClick={onLeave}
          >
            {say.endHere}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
