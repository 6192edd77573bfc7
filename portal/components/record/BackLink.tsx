import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { BackSign } from '../icons.tsx'
import style from './back-link.module.css'

/** The way back to the list from which a page was opened. */
export function BackLink({
  children,
  ...link
}: Pick<LinkProps, 'to' | 'params' | 'search'> & { readonly children: ReactNode }) {
  return (
    <Link {...link} className={`${style.back} no-print`}>
      <BackSign size={18} />
      {children}
    </Link>
  )
}
