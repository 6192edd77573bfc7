import { Button, Group, SegmentedControl, Table } from '@mantine/core'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { LETTER_STATES, type LetterLine, type LetterState } from '#correspondence/contract'
import { Empty } from '../../components/Empty.tsx'
import { PaperSign } from '../../components/icons.tsx'
import { Mark, type Tone } from '../../components/Notice.tsx'
import { Page } from '../../components/Page.tsx'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { formatDay, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { messages } from './papers.messages.ts'
import { lettersQuery } from './papers.queries.ts'
import style from './papers.module.css'

const route = getRouteApi('/signed-in/van-ban')

const TONES: Readonly<Record<LetterState, Tone>> = {
  draft: 'note',
  awaiting: 'warn',
  issued: 'good',
  withdrawn: 'plain',
  replaced: 'plain',
}

/** Letters of the caller's authority by how they stand; for others those that are addressed to them. */
export function PapersPage() {
  const say = useMessages(messages)
  const language = useLanguage()
  const { state } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(
    lettersQuery(state === undefined ? {} : { state }),
  )
  const [first] = data.pages
  const letters = data.pages.flatMap((page) => page.letters)
  const counts = first?.counts ?? {}
  const issues = first?.issues === true
  const nameOf = (one: LetterState) => {
    const count = counts[one] ?? 0
    return count === 0 ? say.states[one] : `${say.states[one]} (${formatNumber(count, language)})`
  }
  return (
    <Page title={say.title} lead={issues ? say.leadIssuer : say.leadReader}>
      {issues && (
        <div className={style.states}>
          <SegmentedControl
            aria-label={say.state}
            value={state ?? ''}
            data={[
              { value: '', label: say.all },
              ...LETTER_STATES.map((one) => ({ value: one, label: nameOf(one) })),
            ]}
            onChange={(value) => {
              const asked = LETTER_STATES.find((one) => one === value)
              void navigate({ search: asked === undefined ? {} : { state: asked } })
            }}
          />
        </div>
      )}
      {letters.length === 0 ? (
        <Empty sign={PaperSign} title={say.none}>
          {say.noneMore}
        </Empty>
      ) : (
        <Letters letters={letters} />
      )}
      {hasNextPage && (
        <Group justify="center">
          <Button
            variant="default"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {say.more}
          </Button>
        </Group>
      )}
    </Page>
  )
}

function Letters({ letters }: { readonly letters: readonly LetterLine[] }) {
  const say = useMessages(messages)
  return (
    <ScrollTable label={say.title} minWidth={760} isStacked>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.number}</Table.Th>
          <Table.Th>{say.about}</Table.Th>
          <Table.Th>{say.to}</Table.Th>
          <Table.Th>{say.when}</Table.Th>
          <Table.Th>{say.state}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {letters.map((letter) => (
          <Line key={letter.id} letter={letter} />
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

function Line({ letter }: { readonly letter: LetterLine }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { addressees, day, draftedAt, number } = letter
  const [first, ...others] = addressees
  return (
    <Table.Tr>
      <Table.Td data-label={say.number} className="numbers">
        {number ?? <span className={style.quiet}>{say.noNumber}</span>}
      </Table.Td>
      <Table.Td data-label={say.about} miw={240}>
        <Link to="/van-ban/$ma" params={{ ma: letter.id }}>
          {letter.abstract}
        </Link>
        <div className={style.quiet}>{inWords(letter.kindName)}</div>
      </Table.Td>
      <Table.Td data-label={say.to}>
        {first}
        {others.length > 0 && ` +${others.length}`}
      </Table.Td>
      <Table.Td data-label={say.when} className="numbers">
        {formatDay(day ?? draftedAt)}
      </Table.Td>
      <Table.Td data-label={say.state}>
        <StateMark state={letter.state} />
      </Table.Td>
    </Table.Tr>
  )
}

/** How a letter stands. */
export function StateMark({ state }: { readonly state: LetterState }) {
  const say = useMessages(messages)
  return <Mark tone={TONES[state]}>{say.states[state]}</Mark>
}
