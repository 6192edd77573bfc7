import { Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import style from './page.module.css'

export type PageProps = {
  readonly title: string
  /** One sentence on what the page is for. */
  readonly lead?: ReactNode
  /** Buttons that concern the whole page. */
  readonly actions?: ReactNode
  /** Something above the title: a way back. */
  readonly above?: ReactNode
  readonly children: ReactNode
}

/** The frame of every page: its heading, its sentence, its buttons; names the browser's tab. */
export function Page({ title, lead, actions, above, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Mạch`
  }, [title])

  return (
    <article className={style.page}>
      {above}
      <Group justify="space-between" align="flex-end" gap="md" mb="lg">
        <div className={style.heading}>
          <Title order={1}>{title}</Title>
          {lead !== undefined && (
            <Text c="dimmed" mt={4}>
              {lead}
            </Text>
          )}
        </div>
        {actions !== undefined && (
          <Group gap="xs" className="no-print">
            {actions}
          </Group>
        )}
      </Group>
      <Stack gap="lg">{children}</Stack>
    </article>
  )
}

/** A part of a page: a quiet surface with its own heading. */
export function Panel({
  title,
  aside,
  children,
}: {
  readonly title?: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className={style.panel}>
      {title !== undefined && (
        <Group justify="space-between" align="baseline" mb="sm">
          <Title order={2}>{title}</Title>
          {aside}
        </Group>
      )}
      {children}
    </section>
  )
}
