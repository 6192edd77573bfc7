import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMessages } from '../foundation/messages.ts'
import { messages } from './components.messages.ts'

/** A window over the page; its way out has a name, for those who cannot see the cross. */
export function Dialog({
  title,
  size = 'md',
  onClose,
  children,
}: {
  readonly title: string
  readonly size?: 'md' | 'lg'
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const say = useMessages(messages)
  return (
    <Modal
      opened
      title={title}
      size={size}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': say.close, size: 'lg' }}
    >
      {children}
    </Modal>
  )
}
