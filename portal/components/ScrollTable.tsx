import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import style from './scroll-table.module.css'

/** A table that scrolls within itself on a narrow screen, and can be scrolled by keyboard. */
export function ScrollTable({
  label,
  children,
  minWidth = 640,
  isStacked = false,
}: {
  /** What the table lists, for those who cannot see it. */
  readonly label: string
  readonly children: ReactNode
  readonly minWidth?: number
  /** On a phone each line becomes a card; its cells name themselves by `data-label`. */
  readonly isStacked?: boolean
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section
      className={isStacked ? `${style.frame} ${style.stacked}` : style.frame}
      aria-label={label}
      tabIndex={0}
    >
      <Table miw={minWidth} aria-label={label}>
        {children}
      </Table>
    </section>
  )
}
