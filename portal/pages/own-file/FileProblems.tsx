import { Notice } from '../../components/Notice.tsx'
import { useBilingual } from '../../foundation/messages.ts'
import { problemsOf } from '../../foundation/problems.ts'
import type { OpenFile } from './open-file.ts'

/** Why a whole file was refused: every point by the name of its section and field, the same point once. */
export function FileProblems({
  open,
  error,
  hide = [],
}: {
  readonly open: OpenFile
  readonly error: unknown
  /** Places that stand at their fields already. */
  readonly hide?: readonly string[]
}) {
  const inWords = useBilingual()
  const shown = problemsOf(error).filter(({ at }) => at === undefined || !hide.includes(at))
  const byText = Map.groupBy(shown, ({ message }) => inWords(message))
  return [...byText].map(([text, all]) => (
    <Notice key={text} tone="bad" title={text}>
      {all.map(({ at, detail, remedy }) => (
        <div key={`${at ?? ''} ${detail?.en ?? ''}`}>
          {[placeIn(open, at, inWords), detail && inWords(detail), inWords(remedy)]
            .filter((one) => one !== undefined && one !== '')
            .join(' · ')}
        </div>
      ))}
    </Notice>
  ))
}

function placeIn(
  { definition }: OpenFile,
  at: string | undefined,
  inWords: ReturnType<typeof useBilingual>,
): string | undefined {
  const [name = '', field = ''] = (at ?? '').split('.')
  const section = definition.sections[name]
  if (section === undefined) return undefined
  const label = section.fields[field]?.label
  return [inWords(section.label), label && inWords(label)].filter(Boolean).join(': ')
}
