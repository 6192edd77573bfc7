import { Button, Group, Stack, TextInput } from '@mantine/core'
import { createContext, type FormEvent, type ReactNode, useContext, useMemo, useState } from 'react'
import { Dialog } from '../../../components/Dialog.tsx'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './submission.messages.ts'

/** A field about to be mended. */
export type FieldEdit = { readonly place: string; readonly label: string; readonly value: string }

type Correction = {
  /** New values by place, not sent yet. */
  readonly changes: ReadonlyMap<string, string>
  /** Opens a field for mending; absent where the dossier cannot be mended here. */
  readonly begin: ((edit: FieldEdit) => void) | undefined
  readonly discard: () => void
  /** Whether every field may be mended, not only those with findings. */
  readonly isEverywhere: boolean
  readonly setEverywhere: (is: boolean) => void
}

const CorrectionContext = createContext<Correction>({
  changes: new Map(),
  begin: undefined,
  discard: () => undefined,
  isEverywhere: false,
  setEverywhere: () => undefined,
})

export function useCorrection(): Correction {
  return useContext(CorrectionContext)
}

/** Keeps what has been mended on this page until it is sent or discarded. */
export function CorrectionDesk({
  isAllowed,
  children,
}: {
  readonly isAllowed: boolean
  readonly children: ReactNode
}) {
  const [changes, setChanges] = useState<ReadonlyMap<string, string>>(new Map())
  const [edit, setEdit] = useState<FieldEdit>()
  const [isEverywhere, setEverywhere] = useState(false)
  const correction = useMemo(
    () => ({
      changes,
      begin: isAllowed ? setEdit : undefined,
      discard: () => setChanges(new Map()),
      isEverywhere,
      setEverywhere,
    }),
    [changes, isAllowed, isEverywhere],
  )
  const close = () => setEdit(undefined)
  const keep = (place: string, value: string | undefined) => {
    const others = [...changes].filter(([other]) => other !== place)
    setChanges(new Map(value === undefined ? others : [...others, [place, value]]))
    close()
  }
  return (
    <CorrectionContext value={correction}>
      {children}
      {edit !== undefined && (
        <EditDialog edit={edit} former={changes.get(edit.place)} onClose={close} onKeep={keep} />
      )}
    </CorrectionContext>
  )
}

function EditDialog({
  edit,
  former,
  onClose,
  onKeep,
}: {
  readonly edit: FieldEdit
  readonly former: string | undefined
  readonly onClose: () => void
  readonly onKeep: (place: string, value: string | undefined) => void
}) {
  const say = useMessages(messages)
  const [value, setValue] = useState(former ?? edit.value)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onKeep(edit.place, value === edit.value ? undefined : value)
  }
  return (
    <Dialog onClose={onClose} title={say.correctTitle}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={edit.label}
            description={<span className="code">{edit.place}</span>}
            aria-description={say.newValue}
            data-autofocus
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            {former !== undefined && (
              <Button variant="default" onClick={() => onKeep(edit.place, undefined)}>
                {say.undo}
              </Button>
            )}
            <Button type="submit">{say.keep}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
