import { Button, FileButton, Text } from '@mantine/core'
import { type DragEvent, useState } from 'react'
import style from './file-drop.module.css'
import { SendSign } from './icons.tsx'

/** Where files are dropped or chosen. Of several that are dropped where one is wanted, the first is taken. */
export function FileDrop({
  invite,
  active = invite,
  limits,
  choose,
  accept,
  isMultiple = false,
  isLoading,
  isDisabled = false,
  note,
  onFiles,
}: {
  readonly invite: string
  /** While files hover over it. */
  readonly active?: string
  readonly limits: string
  readonly choose: string
  /** Endings or media types: `.xml,.zip`. */
  readonly accept: string
  readonly isMultiple?: boolean
  readonly isLoading: boolean
  readonly isDisabled?: boolean
  /** Why nothing is taken now. */
  readonly note?: string | undefined
  readonly onFiles: (files: readonly File[]) => void
}) {
  const [isOver, setOver] = useState(false)
  const take = (files: readonly File[]) => {
    const taken = isMultiple ? files : files.slice(0, 1)
    if (taken.length > 0) onFiles(taken)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take([...event.dataTransfer.files])
  }
  return (
    <div
      className={style.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <SendSign size={40} />
      <strong className={style.invite}>{isOver ? active : invite}</strong>
      <Text c="dimmed">{limits}</Text>
      <FileButton
        multiple={isMultiple}
        accept={accept}
        onChange={(chosen) => take([chosen ?? []].flat())}
      >
        {(props) => (
          <Button {...props} size="lg" mt="xs" loading={isLoading} disabled={isDisabled}>
            {choose}
          </Button>
        )}
      </FileButton>
      {note !== undefined && <Text c="dimmed">{note}</Text>}
    </div>
  )
}
