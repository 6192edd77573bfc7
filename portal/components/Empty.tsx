import type { ReactNode } from 'react'
import style from './empty.module.css'
import type { Sign } from './icons.tsx'

/** What a page says when there is nothing to show: why, and what to do next. */
export function Empty({
  sign: EmptySign,
  title,
  children,
  action,
}: {
  readonly sign: Sign
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={style.empty}>
      <span className={style.sign}>
        <EmptySign size={28} />
      </span>
      <strong>{title}</strong>
      {children !== undefined && <div className={style.text}>{children}</div>}
      {action}
    </div>
  )
}
