import { useNavigate } from '@tanstack/react-router'
import { DayInput } from '../../components/DayInput.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Notice } from '../../components/Notice.tsx'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import type { FileAddress } from './addresses.ts'
import { messages } from './own-file.messages.ts'
import style from './own-file.module.css'

/** Another time: what was in force on a day, or what the file said at the end of a day. */
export function TimeFilter({
  address,
  isOwn,
  subject,
}: {
  readonly address: FileAddress
  readonly isOwn: boolean
  readonly subject: string
}) {
  const say = useMessages(messages)
  const navigate = useNavigate()
  const set = (change: FileAddress) => {
    const search = { ...address, ...change }
    void (isOwn
      ? navigate({ to: '/ho-so-cua-toi', search })
      : navigate({ to: '/ho-so/$hoSo', params: { hoSo: subject }, search }))
  }
  const { ngay, daGhi, ban } = address
  const isPast = ngay !== undefined || daGhi !== undefined || ban !== undefined
  const back = isOwn ? (
    <LinkButton variant="default" size="sm" to="/ho-so-cua-toi">
      {say.showNow}
    </LinkButton>
  ) : (
    <LinkButton variant="default" size="sm" to="/ho-so/$hoSo" params={{ hoSo: subject }}>
      {say.showNow}
    </LinkButton>
  )
  return (
    <>
      <div className={`${style.filters} no-print`}>
        <DayInput label={say.asOf} day={ngay} onChange={(day) => set({ ngay: day })} />
        <DayInput label={say.believed} day={daGhi} onChange={(day) => set({ daGhi: day })} />
      </div>
      {isPast && (
        <Notice tone="note" action={back}>
          {[
            ngay === undefined ? '' : say.showing(formatDay(ngay)),
            daGhi === undefined ? '' : say.showingBelieved(formatDay(daGhi)),
            ban === undefined ? '' : `${say.versionAt(ban)}.`,
          ]
            .join(' ')
            .trim()}
        </Notice>
      )}
    </>
  )
}
