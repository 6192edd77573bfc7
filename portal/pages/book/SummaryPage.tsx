import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { printBook } from '#health-book/contract'
import { EyeSign, PrintSign } from '../../components/icons.tsx'
import { Page } from '../../components/Page.tsx'
import { PersonBanner } from '../../components/record/PersonBanner.tsx'
import { SummaryView } from '../../components/record/SummaryView.tsx'
import { addressOf } from '../../foundation/bytes.ts'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './book.messages.ts'
import { summaryQuery } from './book.queries.ts'
import { LargePrintButton } from './LargePrintButton.tsx'
import { printWish, useLargePrint } from './large-print.ts'

/** The first page of one's own book. */
export function SummaryPage() {
  const { data: summary } = useSuspenseQuery(summaryQuery())
  const say = useMessages(messages)
  const isLarge = useLargePrint()
  const lead =
    summary.firstOn === undefined
      ? say.bookEmptyLead
      : say.bookLead(summary.visits, formatDay(summary.firstOn))

  return (
    <Page title={say.book} lead={lead} actions={<LargePrintButton />}>
      <PersonBanner person={summary.person}>
        <Button
          renderRoot={(props) => <Link to="/so-suc-khoe/ma-qr" {...props} />}
          leftSection={<EyeSign size={20} />}
        >
          {say.showPass}
        </Button>
        <Button
          component="a"
          href={addressOf(printBook, printWish(isLarge))}
          target="_blank"
          rel="noopener"
          variant="default"
          leftSection={<PrintSign size={20} />}
        >
          {say.printBook}
        </Button>
      </PersonBanner>
      <SummaryView summary={summary} />
    </Page>
  )
}
