import { Progress, Text } from '@mantine/core'
import type { FileShown } from '../../components/file/file.queries.ts'
import { Mark, type Tone } from '../../components/Notice.tsx'
import { Panel } from '../../components/Page.tsx'
import { formatDay } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import type { OpenFile } from './open-file.ts'
import { messages } from './own-file.messages.ts'
import style from './own-file.module.css'

type State = FileShown['head']['dataState']

/** How a state of a file looks wherever it stands. */
const TONES: Readonly<Record<State, Tone>> = {
  draft: 'note',
  submitted: 'note',
  returned: 'warn',
  verified: 'good',
  published: 'good',
  unclaimed: 'plain',
  claimed: 'note',
  declared: 'note',
  confirmed: 'good',
}

export function StateOfFile({ state }: { readonly state: State }) {
  const say = useMessages(messages)
  return (
    <Mark tone={TONES[state]} wraps>
      {say.states[state]}
    </Mark>
  )
}

/** Where a file stands: its state, its version, what is public, how much of it is there. */
export function FileHead({ file }: { readonly file: FileShown }) {
  const say = useMessages(messages)
  const { head, version, completeness } = file
  return (
    <Panel>
      <div className={style.marks}>
        <StateOfFile state={head.dataState} />
        {head.code !== undefined && (
          <span>
            {say.code} <span className="code">{head.code}</span>
          </span>
        )}
        <span>{say.version(version.version)}</span>
        <span>
          {head.publishedAt === undefined
            ? say.notPublished
            : say.publishedAt(formatDay(head.publishedAt))}
        </span>
        {head.nextReview !== undefined && <span>{say.nextReview(formatDay(head.nextReview))}</span>}
      </div>
      <Text mt="sm">{say.completeness(completeness.percent)}</Text>
      <Progress
        value={completeness.percent}
        mt={4}
        size="md"
        color={completeness.percent === 100 ? 'jade' : 'yellow.8'}
        aria-label={say.completeness(completeness.percent)}
      />
    </Panel>
  )
}

/** Everything required that is not there, each with the way to where it belongs. */
export function Missing({ open }: { readonly open: OpenFile }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const { definition, file } = open
  const { missing } = file.completeness
  if (missing.length === 0) return <Text c="dimmed">{say.missingNone}</Text>
  return (
    <Panel title={say.missingTitle(missing.length)}>
      <ul className={style.list}>
        {missing.map(({ section, statement, field, label, source }) => {
          const within = definition.sections[section]?.label
          return (
            <li key={`${section} ${statement ?? ''} ${field ?? ''}`}>
              <a href={`#muc-${section}`}>
                {field === undefined || within === undefined
                  ? inWords(label)
                  : `${inWords(within)}: ${inWords(label)}`}
              </a>{' '}
              <span className={style.note}>({source})</span>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

/** The sections of a file, with what each still lacks. */
export function SectionIndex({
  open,
  sections,
}: {
  readonly open: OpenFile
  readonly sections: readonly string[]
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  return (
    <nav aria-label={say.sections} className="no-print">
      <ul className={style.index}>
        {sections.map((name) => {
          const label = open.definition.sections[name]?.label
          const lacking = open.file.completeness.missing.filter(
            (one) => one.section === name,
          ).length
          return (
            <li key={name}>
              <a href={`#muc-${name}`}>
                {label === undefined ? name : inWords(label)}
                {lacking > 0 && <span className={style.lacking}>{lacking}</span>}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
