import { useSuspenseQuery } from '@tanstack/react-query'
import { printPaper } from '#health-book/contract'
import { Page } from '../../components/Page.tsx'
import { Papers } from '../../components/record/Papers.tsx'
import { addressOf } from '../../foundation/bytes.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './book.messages.ts'
import { papersQuery } from './book.queries.ts'
import { LargePrintButton } from './LargePrintButton.tsx'
import { printWish, useLargePrint } from './large-print.ts'

/** Everything of one's own book that can be printed. */
export function PapersPage() {
  const { data } = useSuspenseQuery(papersQuery())
  const say = useMessages(messages)
  const isLarge = useLargePrint()
  return (
    <Page title={say.papers} lead={say.papersLead} actions={<LargePrintButton />}>
      <Papers
        papers={data.papers}
        addressOf={({ visit, kind }) =>
          addressOf(printPaper, { visit, kind, ...printWish(isLarge) })
        }
      />
    </Page>
  )
}
