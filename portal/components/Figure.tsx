import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import style from './figure.module.css'
import type { Tone } from './Notice.tsx'

/** One number with its name; when it can be opened, the whole field is the link to what it counts. */
export function Figure({
  name,
  value,
  note,
  tone = 'plain',
  link,
}: {
  readonly name: string
  readonly value: ReactNode
  readonly note?: ReactNode
  readonly tone?: Tone
  readonly link?: Pick<LinkProps, 'to' | 'search'>
}) {
  const content = (
    <>
      <span className={style.name}>{name}</span>
      <span className={style.value}>{value}</span>
      {note !== undefined && <span className={style.note}>{note}</span>}
    </>
  )
  if (link === undefined)
    return (
      <div className={style.figure} data-tone={tone}>
        {content}
      </div>
    )
  return (
    <Link {...link} className={style.figure} data-tone={tone} data-link>
      {content}
    </Link>
  )
}

/** Figures side by side, as many as fit. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <div className={style.figures}>{children}</div>
}
