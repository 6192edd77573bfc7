import { Table } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EndlessList } from '../../components/EndlessList.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Mark } from '../../components/Notice.tsx'
import { Panel } from '../../components/Page.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { type FacilityAddress, staffQualityQuery } from './data-quality.queries.ts'
import style from './data-quality.module.css'
import { messages } from './data-quality.messages.ts'
import type { ToMend } from './MendList.tsx'
import { BAND_TONES, points } from './ScoreFigures.tsx'

/** The staff, the lowest score first; only those who fail at a place when one was chosen. */
export function StaffTable({
  facility,
  address,
  mend,
}: {
  readonly facility: string
  readonly address: FacilityAddress
  readonly mend: readonly ToMend[]
}) {
  const say = useMessages(messages)
  const language = useLanguage()
  const inWords = useBilingual()
  const list = useInfiniteQuery(staffQualityQuery(facility, address))
  const staff = list.data?.pages.flatMap((page) => page.staff) ?? []
  const chosen = mend.find(
    ({ kind, section, field }) =>
      kind === 'practitioner' && section === address.muc && field === address.truong,
  )
  const title = chosen === undefined ? say.staffTitle : say.staffAt(inWords(chosen.label))
  return (
    <div id="nguoi">
      <Panel
        title={title}
        aside={address.muc === undefined ? undefined : <Everyone facility={facility} />}
      >
        <EndlessList list={list} isEmpty={staff.length === 0} empty={<p>{say.staffNone}</p>}>
          <ScrollTable label={title} minWidth={480}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say.name}</Table.Th>
                <Table.Th ta="right">{say.score}</Table.Th>
                <Table.Th ta="right">{say.toMend}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {staff.map(({ subject, name, score, faults }) => (
                <Table.Tr key={subject}>
                  <Table.Td>
                    <Link
                      to="/chat-luong/ho-so/$hoSo"
                      params={{ hoSo: subject }}
                      className={style.name}
                    >
                      {name}
                    </Link>
                  </Table.Td>
                  <Table.Td ta="right" className="numbers">
                    <Mark tone={BAND_TONES[score.band]}>{points(score.score, language)}</Mark>
                  </Table.Td>
                  <Table.Td ta="right" className="numbers">
                    {formatNumber(faults, language)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </ScrollTable>
        </EndlessList>
      </Panel>
    </div>
  )
}

function Everyone({ facility }: { readonly facility: string }) {
  const say = useMessages(messages)
  return facility === 'own' ? (
    <LinkButton variant="subtle" size="xs" to="/chat-luong">
      {say.everyone}
    </LinkButton>
  ) : (
    <LinkButton variant="subtle" size="xs" to="/chat-luong/co-so/$ma" params={{ ma: facility }}>
      {say.everyone}
    </LinkButton>
  )
}
