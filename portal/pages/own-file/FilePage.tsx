import { Button } from '@mantine/core'
import { useMutation, useQueries, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { drawSample } from '#registry/contract'
import { useDefinition } from '../../components/file/definition.ts'
import { fileQuery } from '../../components/file/file.queries.ts'
import { PrintSign } from '../../components/icons.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Page } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { call } from '../../foundation/call.ts'
import { formatMoment, isoDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { useSession } from '../../foundation/session.ts'
import { askedOf, type FileAddress } from './addresses.ts'
import { lastDefects } from './defects.ts'
import { Standing } from './Standing.tsx'
import { FileHead, Missing, SectionIndex } from './FileHead.tsx'
import { NextSteps, useReviews } from './NextSteps.tsx'
import { type OpenFile, openFile, statementsOn, writableOf } from './open-file.ts'
import { workCaseQuery } from './own-file.queries.ts'
import { messages } from './own-file.messages.ts'
import style from './own-file.module.css'
import { SectionPanel } from './SectionPanel.tsx'
import { TimeFilter } from './TimeFilter.tsx'

const ownRoute = getRouteApi('/signed-in/ho-so-cua-toi/')
const otherRoute = getRouteApi('/signed-in/ho-so/$hoSo/')

/** The own file: of the facility that one acts for, or of one's own practice. */
export function OwnFilePage() {
  return <FilePage subject="own" address={ownRoute.useSearch()} />
}

/** A file within reach: somebody who works at the facility, or whom the authority is responsible for. */
export function OtherFilePage() {
  return <FilePage subject={otherRoute.useParams().hoSo} address={otherRoute.useSearch()} />
}

function FilePage({
  subject,
  address,
}: {
  readonly subject: string
  readonly address: FileAddress
}) {
  const { data: file } = useSuspenseQuery(fileQuery(askedOf(subject, address)))
  const definition = useDefinition(file.head.kind)
  const session = useSession()
  const say = useMessages(messages)
  const isToday = Object.values(address).every((one) => one === undefined)
  const open = openFile(file, definition, session, isToday)
  const day = address.ngay ?? isoDay(new Date())
  const reviews = useReviews(open)
  const views = useQueries({ queries: reviews.map((id) => workCaseQuery(id)) })
  const defects = lastDefects(views.find(({ data }) => data?.state.kind === 'waiting')?.data)
  const submits = file.head.kind === 'facility' && session.role === 'facility-administrator'
  const hasSteps = open.writesAs !== undefined && (file.reach === 'own' || submits)
  return (
    <Page
      title={file.head.name === '' ? say.titles[file.head.kind] : file.head.name}
      lead={say.titles[file.head.kind]}
      actions={<Actions open={open} subject={subject} />}
    >
      <Standing file={file} />
      <FileHead file={file} />
      {hasSteps && (
        <div className="no-print">
          <NextSteps open={open} reviews={reviews} />
        </div>
      )}
      <TimeFilter address={address} isOwn={subject === 'own'} subject={subject} />
      {isToday && <Missing open={open} />}
      <SectionIndex open={open} sections={shownSections(open, day)} />
      {shownSections(open, day).map((name) => (
        <SectionPanel key={name} open={open} name={name} day={day} defects={defects} />
      ))}
      <Signs open={open} />
    </Page>
  )
}

/** What stands in the file, and what its reader may write: a section that is neither only takes room. */
function shownSections(open: OpenFile, day: string): readonly string[] {
  const { file, definition } = open
  return Object.keys(definition.sections).filter((name) => {
    const { present, past } = statementsOn(file, name, day)
    const isMissing = file.completeness.missing.some(({ section }) => section === name)
    return present.length + past.length > 0 || isMissing || writableOf(open, name) === 'yes'
  })
}

function Actions({ open, subject }: { readonly open: OpenFile; readonly subject: string }) {
  const say = useMessages(messages)
  const { kind, code, dataState } = open.file.head
  const mayReview = useSession().rights.includes('registry.review')
  const isOwn = open.file.reach === 'facility'
  return (
    <>
      {kind === 'facility' && (isOwn || mayReview) && (
        <LinkButton
          variant="default"
          to="/ho-so-cua-toi/nhan-su"
          search={isOwn || code === undefined ? {} : { coSo: code }}
        >
          {say.staff}
        </LinkButton>
      )}
      {kind === 'practitioner' && mayReview && dataState === 'confirmed' && (
        <DrawSample subject={open.file.head.subject} />
      )}
      <LinkButton variant="default" to="/ho-so/$hoSo/lich-su" params={{ hoSo: subject }}>
        {say.history}
      </LinkButton>
      <Button
        variant="default"
        leftSection={<PrintSign size={20} />}
        onClick={() => window.print()}
      >
        {say.print}
      </Button>
    </>
  )
}

/** Draws a confirmed practitioner for a check by the authority, and opens the case of it. */
function DrawSample({ subject }: { readonly subject: string }) {
  const say = useMessages(messages)
  const navigate = useNavigate()
  const drawing = useMutation({
    mutationFn: () => call(drawSample, { subject }),
    onSuccess: (opened) => navigate({ to: '/vu-viec/$vuViec', params: { vuViec: opened.case } }),
  })
  return (
    <>
      <Button loading={drawing.isPending} onClick={() => drawing.mutate()}>
        {say.sample}
      </Button>
      {drawing.isError && <ProblemNotice error={drawing.error} />}
    </>
  )
}

/** On paper: who signs, and when it was printed. */
function Signs({ open }: { readonly open: OpenFile }) {
  const say = useMessages(messages)
  const isFacility = open.file.head.kind === 'facility'
  return (
    <div className={style.signs}>
      <div>{say.printedAt(formatMoment(new Date()))}</div>
      <div>
        <strong>{isFacility ? say.signHead : say.signSelf}</strong>
        <div>{say.signNote}</div>
      </div>
    </div>
  )
}
