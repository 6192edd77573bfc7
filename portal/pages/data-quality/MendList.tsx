import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { readFileQuality } from '#registry/contract'
import { Empty } from '../../components/Empty.tsx'
import { CheckSign } from '../../components/icons.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Mark } from '../../components/Notice.tsx'
import { Panel } from '../../components/Page.tsx'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { useSession } from '../../foundation/session.ts'
import style from './data-quality.module.css'
import { messages } from './data-quality.messages.ts'

export type ToMend = z.infer<typeof readFileQuality.response>['mend'][number]

/** What to mend, what gains most first: where, why, by whom, how many points, and the way there. */
export function MendList({
  mend,
  failing = mend.length,
  facility,
}: {
  readonly mend: readonly ToMend[]
  /** How many there are in all. */
  readonly failing?: number
  /** Whose staff an entry without a file of its own is about: `own` or a code. */
  readonly facility?: string
}) {
  const say = useMessages(messages)
  const language = useLanguage()
  if (mend.length === 0)
    return (
      <Panel title={say.mend}>
        <Empty sign={CheckSign} title={say.mendNone}>
          {say.mendNoneHint}
        </Empty>
      </Panel>
    )
  return (
    <Panel title={say.mend}>
      <Text c="dimmed" size="sm">
        {say.mendHint}
      </Text>
      <ol className={style.list}>
        {mend.map((one) => (
          <Item key={placeOf(one)} one={one} facility={facility} />
        ))}
      </ol>
      {failing > mend.length && (
        <p className={style.note}>
          {say.moreToMend(formatNumber(failing - mend.length, language))}
        </p>
      )}
    </Panel>
  )
}

function placeOf({ kind, subject, section, statement, field }: ToMend): string {
  return [kind, subject, section, statement, field].join('|')
}

function Item({ one, facility }: { readonly one: ToMend; readonly facility: string | undefined }) {
  const say = useMessages(messages)
  const language = useLanguage()
  const inWords = useBilingual()
  const isOfMany = one.kind === 'practitioner' && one.subject === undefined
  return (
    <li className={style.item}>
      <span className={`${style.gain} numbers`}>
        {say.points(formatNumber(one.gain, language, 2))}
      </span>
      <div>
        <div className={style.name}>{inWords(one.label)}</div>
        {one.reasons.map((reason) => (
          <div key={reason.rule} className={style.note}>
            {inWords(reason.label)}. <strong>{inWords(reason.mend)}</strong> {say.source}:{' '}
            {reason.source}.
          </div>
        ))}
        <div className={style.marks}>
          {one.reasons.slice(0, 1).map(({ rule, group }) => (
            <Mark key={rule} tone="plain">
              {inWords(group)}
            </Mark>
          ))}
          <span className={style.note}>
            {say.by}: {one.by.map((mender) => say.menders[mender]).join(', ')}
            {isOfMany && ` · ${say.ofPeople(formatNumber(one.files, language))}`}
          </span>
        </div>
      </div>
      <Way one={one} facility={facility} />
    </li>
  )
}

/** Whoever may write the file goes to its place; of several people one sees first whose. */
function Way({
  one: { kind, subject, section, field },
  facility,
}: {
  readonly one: ToMend
  readonly facility: string | undefined
}): ReactNode {
  const say = useMessages(messages)
  const { role } = useSession()
  const look = { variant: 'default', size: 'xs' } as const
  const hash = section === undefined ? {} : { hash: `muc-${section}` }
  if (kind === 'practitioner' && subject === undefined) {
    const search = {
      ...(section === undefined ? {} : { muc: section }),
      ...(field === undefined ? {} : { truong: field }),
    }
    if (facility === undefined) return null
    return facility === 'own' ? (
      <LinkButton {...look} to="/chat-luong" search={search} hash="nguoi">
        {say.whose}
      </LinkButton>
    ) : (
      <LinkButton
        {...look}
        to="/chat-luong/co-so/$ma"
        params={{ ma: facility }}
        search={search}
        hash="nguoi"
      >
        {say.whose}
      </LinkButton>
    )
  }
  const isOwn = role === 'practitioner' || (kind === 'facility' && facility === 'own')
  if (isOwn)
    return (
      <LinkButton {...look} to="/ho-so-cua-toi" {...hash}>
        {say.open}
      </LinkButton>
    )
  return subject === undefined ? null : (
    <LinkButton {...look} to="/ho-so/$hoSo" params={{ hoSo: subject }} {...hash}>
      {say.open}
    </LinkButton>
  )
}
