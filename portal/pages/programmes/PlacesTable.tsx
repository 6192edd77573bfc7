import { Table, UnstyledButton } from '@mantine/core'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import type { MilestoneProgress } from './MilestonePage.tsx'
import { messages } from './programmes.messages.ts'
import style from './programmes.module.css'
import { ShareBar } from './ShareBar.tsx'

/** Places with their shares, the furthest behind first: the map in words. */
export function PlacesTable({
  data: { places, reach },
  onOpen,
}: {
  readonly data: MilestoneProgress
  /** Absent: a line leads nowhere. */
  readonly onOpen: ((place: string) => void) | undefined
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const sorted = places.toSorted(
    (one, other) =>
      (one.share.percent ?? 101) - (other.share.percent ?? 101) ||
      other.share.denominator - one.share.denominator,
  )
  return (
    <ScrollTable label={inWords(reach.name)} minWidth={320}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.place}</Table.Th>
          <Table.Th>{say.progress}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sorted.map(({ place, name, former, share }) => (
          <Table.Tr key={place}>
            <Table.Td>
              {onOpen === undefined ? (
                inWords(name)
              ) : (
                <UnstyledButton td="underline" c="var(--mach-accent)" onClick={() => onOpen(place)}>
                  {inWords(name)}
                </UnstyledButton>
              )}
              {former.length > 0 && (
                <div className={style.note}>{say.former(former.join(', '))}</div>
              )}
            </Table.Td>
            <Table.Td miw={150}>
              <ShareBar share={share} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}
