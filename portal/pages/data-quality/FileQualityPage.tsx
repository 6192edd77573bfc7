import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Notice } from '../../components/Notice.tsx'
import { Page } from '../../components/Page.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { useMessages } from '../../foundation/messages.ts'
import { fileQualityQuery } from './data-quality.queries.ts'
import { messages } from './data-quality.messages.ts'
import { MendList } from './MendList.tsx'
import { MethodPanel } from './MethodPanel.tsx'
import { ScoreFigures } from './ScoreFigures.tsx'

const route = getRouteApi('/signed-in/chat-luong/ho-so/$hoSo')

/** The quality of one file, for whoever employs the person or is responsible. */
export function OtherFileQualityPage() {
  return <FileQuality subject={route.useParams().hoSo} />
}

/** The quality of one file: its parts, and what to mend. */
export function FileQuality({ subject }: { readonly subject: string }) {
  const say = useMessages(messages)
  const { data } = useSuspenseQuery(fileQualityQuery(subject))
  const isOwn = subject === 'own'
  return (
    <Page
      title={isOwn ? say.title : data.name}
      {...(isOwn ? { lead: say.ownFileLead } : {})}
      {...(isOwn ? {} : { above: <BackLink to="/chat-luong">{say.back}</BackLink> })}
    >
      <ScoreFigures score={data.score} method={data.method} />
      {!data.identifiersWhole && <Notice tone="warn">{say.identifiersNotWhole}</Notice>}
      <MendList mend={data.mend} failing={data.failing} />
      <MethodPanel method={data.method} />
    </Page>
  )
}
