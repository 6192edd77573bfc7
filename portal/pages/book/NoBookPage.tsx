import type { ErrorComponentProps } from '@tanstack/react-router'
import { Empty } from '../../components/Empty.tsx'
import { BookSign } from '../../components/icons.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { useMessages } from '../../foundation/messages.ts'
import { problemsOf } from '../../foundation/problems.ts'
import { PageFailed } from '../../shell/PageFailed.tsx'
import { messages } from './book.messages.ts'

const NO_BOOK: ReadonlySet<string> = new Set(['health-book.no-person', 'access.no-person'])

/** What a citizen sees of whom no facility has sent anything yet; any other failure is shown as everywhere. */
export function NoBookPage(props: ErrorComponentProps) {
  const say = useMessages(messages)
  if (!NO_BOOK.has(problemsOf(props.error)[0].code)) return <PageFailed {...props} />
  return (
    <Page title={say.book} lead={say.bookEmptyLead}>
      <Panel>
        <Empty
          sign={BookSign}
          title={say.noBook}
          action={
            <LinkButton to="/so-suc-khoe/nguoi-than" variant="default" mt="sm">
              {say.toFamily}
            </LinkButton>
          }
        >
          {say.noBookHint}
        </Empty>
      </Panel>
    </Page>
  )
}
