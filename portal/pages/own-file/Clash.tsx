import { Differences } from '../../components/file/Differences.tsx'
import type { Difference, StatementShown } from '../../components/file/file.queries.ts'
import { Notice } from '../../components/Notice.tsx'
import { useMessages } from '../../foundation/messages.ts'
import type { OpenFile } from './open-file.ts'
import { messages } from './own-file.messages.ts'

/** Somebody else wrote meanwhile: what stood there when the form was opened, and what stands there now. */
export function Clash({
  open,
  seen,
  now,
}: {
  readonly open: OpenFile
  readonly seen: StatementShown | undefined
  readonly now: StatementShown | undefined
}) {
  const say = useMessages(messages)
  const differences = seen === undefined || now === undefined ? [] : differencesOf(seen, now)
  const isGone = seen !== undefined && now === undefined
  return (
    <Notice tone="warn" title={say.stale}>
      {isGone ? say.staleGone : differences.length === 0 ? say.staleSame : say.staleLead}
      <Differences definition={open.definition} differences={differences} />
    </Notice>
  )
}

function differencesOf(seen: StatementShown, now: StatementShown): Difference[] {
  const flat = ({ from, to, values }: StatementShown) => ({ from, to, ...values })
  const [old, young] = [flat(seen), flat(now)]
  const fields = [...new Set([...Object.keys(old), ...Object.keys(young)])]
  return fields.flatMap((field) => {
    const [before, after] = [valueIn(old, field), valueIn(young, field)]
    if (JSON.stringify(before) === JSON.stringify(after)) return []
    return [
      {
        statement: seen.id,
        section: seen.section,
        act: 'changed' as const,
        field,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      },
    ]
  })
}

function valueIn(
  values: Readonly<Record<string, StatementShown['values'][string] | undefined>>,
  field: string,
) {
  return values[field]
}
