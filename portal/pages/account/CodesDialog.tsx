import { Button, Group, Stack, Text } from '@mantine/core'
import { Dialog } from '../../components/Dialog.tsx'
import { PrintSign } from '../../components/icons.tsx'
import { useMessages } from '../../foundation/messages.ts'
import style from './account.module.css'
import { messages } from './account.messages.ts'

/** The recovery codes, this once. */
export function CodesDialog({
  codes,
  onClose,
}: {
  readonly codes: readonly string[]
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  return (
    <Dialog title={say.codesTitle} onClose={onClose}>
      <Stack>
        <Text>{say.codesLead}</Text>
        <ul className={style.codes}>
          {codes.map((code) => (
            <li key={code} className="code">
              {code}
            </li>
          ))}
        </ul>
        <Group justify="flex-end">
          <Button variant="default" leftSection={<PrintSign />} onClick={() => window.print()}>
            {say.print}
          </Button>
          <Button onClick={onClose}>{say.codesDone}</Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
