import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core'
import { Dialog } from '../../../components/Dialog.tsx'
import { formatMoment } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './accounts.messages.ts'

export type PasswordLink = {
  readonly name: string
  readonly link: string
  readonly linkExpiresAt: string
}

/** The link with which a person sets the own password; it is shown once. */
export function PasswordLinkDialog({
  link,
  onClose,
}: {
  readonly link: PasswordLink
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const address = new URL(link.link, window.location.origin).href
  return (
    <Dialog onClose={onClose} title={`${say.linkTitle}: ${link.name}`}>
      <Stack>
        <Text>
          {say.linkHint} <span className="numbers">{formatMoment(link.linkExpiresAt)}</span>.
        </Text>
        <TextInput label={say.linkTitle} readOnly value={address} className="code" />
        <Group justify="flex-end">
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? say.copied : say.copy}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{say.close}</Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
