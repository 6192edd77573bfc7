import { Button, Group, Select } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { exportFindingsByWard, printFindingsByWard } from '#intake/contract'
import { DayRange } from '../../../components/DayRange.tsx'
import { DownloadButton } from '../../../components/DownloadButton.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { CheckSign, PrintSign } from '../../../components/icons.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { Page } from '../../../components/Page.tsx'
import { words } from '../../../components/words.messages.ts'
import { download } from '../../../foundation/bytes.ts'
import { formatDay } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { lastWeek, type WardAddress } from '../addresses.ts'
import { findingsByWardQuery } from '../facility.queries.ts'
import { messages } from './by-ward.messages.ts'
import { WardSheet } from './WardSheet.tsx'

const route = getRouteApi('/signed-in/co-so/theo-khoa')

/** The findings that each ward has to mend, to be handed over on paper or as a workbook. */
export function ByWardPage() {
  const filter = lastWeek(route.useSearch(), new Date())
  const { data } = useSuspenseQuery(findingsByWardQuery(filter))
  const say = useMessages(messages)
  const name = `${data.facility}-${filter.from}-${filter.to}`

  return (
    <Page
      title={say.title}
      lead={
        <>
          <span className="only-print">
            {data.facilityName} · {formatDay(data.from)} – {formatDay(data.to)}
          </span>
          <span className="no-print">{say.lead}</span>
        </>
      }
      actions={
        <>
          <DownloadButton
            leftSection={<PrintSign size={20} />}
            fetchIt={() => download(printFindingsByWard, filter, `${name}.pdf`)}
          >
            {say.print}
          </DownloadButton>
          <DownloadButton fetchIt={() => download(exportFindingsByWard, filter, `${name}.xlsx`)}>
            {say.workbook}
          </DownloadButton>
        </>
      }
    >
      <Filters />
      {data.truncated && <Notice tone="warn">{say.truncated}</Notice>}
      {data.wards.length === 0 && (
        <Empty sign={CheckSign} title={say.none}>
          {say.noneHint}
        </Empty>
      )}
      {data.wards.map((ward) => (
        <WardSheet key={ward.ward} ward={ward} />
      ))}
    </Page>
  )
}

function Filters() {
  const address = route.useSearch()
  const navigate = route.useNavigate()
  const say = useMessages(messages)
  const fixed = useMessages(words)
  const narrow = (change: Partial<WardAddress>) =>
    void navigate({ search: { ...address, ...change }, replace: true })
  return (
    <Group gap="sm" align="flex-end" className="no-print">
      <DayRange days={lastWeek(address, new Date())} onChange={narrow} />
      <Select
        label={say.severity}
        placeholder={say.every}
        clearable
        value={address.severity ?? null}
        data={(['error', 'warning', 'notice'] as const).map((value) => ({
          value,
          label: fixed.severities[value],
        }))}
        onChange={(severity) => narrow({ severity: severity ?? undefined })}
      />
      {address.ward !== undefined && (
        <Button variant="default" onClick={() => narrow({ ward: undefined })}>
          {say.allWards}
        </Button>
      )}
    </Group>
  )
}
