import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './cases.messages.ts'
import style from './cases.module.css'
import { KeysDialog } from './KeysDialog.tsx'
import { type Neighbours, neighboursOf } from './queue-order.ts'

/** What lies around a case in the queue from which it was opened, and the way there. */
export function useNeighbours(id: string) {
  const navigate = useNavigate()
  return {
    neighbours: neighboursOf(id),
    go: (to: string | undefined) => {
      if (to !== undefined) void navigate({ to: '/vu-viec/$vuViec', params: { vuViec: to } })
    },
  }
}

/** Where a case stands in the queue, with the ways to the one before and the next. */
export function QueuePlace({
  neighbours: { at, of, before, after },
  onGo,
  onKeys,
}: {
  readonly neighbours: Neighbours
  readonly onGo: (to: string | undefined) => void
  readonly onKeys: () => void
}) {
  const say = useMessages(messages)
  return (
    <div className={`${style.queuePlace} no-print`}>
      <span className={style.note}>{say.inQueue(at, of)}</span>
      <Button
        variant="subtle"
        size="compact-md"
        disabled={before === undefined}
        onClick={() => onGo(before)}
      >
        {say.before} <kbd className={style.key}>k</kbd>
      </Button>
      <Button
        variant="subtle"
        size="compact-md"
        disabled={after === undefined}
        onClick={() => onGo(after)}
      >
        {say.after} <kbd className={style.key}>j</kbd>
      </Button>
      <Button variant="subtle" size="compact-md" onClick={onKeys}>
        {say.keys} <kbd className={style.key}>?</kbd>
      </Button>
    </div>
  )
}

export function CaseKeys({ onClose }: { readonly onClose: () => void }) {
  return <KeysDialog keys={useMessages(messages).caseKeyList} onClose={onClose} />
}
