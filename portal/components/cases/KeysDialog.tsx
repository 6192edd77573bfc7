import { useMessages } from '../../foundation/messages.ts'
import { Dialog } from '../Dialog.tsx'
import { messages } from './cases.messages.ts'
import style from './cases.module.css'

/** The keys of a page, and what each does. */
export function KeysDialog({
  keys,
  onClose,
}: {
  readonly keys: readonly (readonly string[])[]
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  return (
    <Dialog title={say.keys} onClose={onClose}>
      <dl className={style.facts}>
        {keys.map(([key, what]) => (
          <div key={key} className={style.keyLine}>
            <dt>
              <kbd className={style.key}>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
