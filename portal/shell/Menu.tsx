import { Link } from '@tanstack/react-router'
import { useBilingual, useMessages } from '../foundation/messages.ts'
import type { MenuPage } from './navigation.ts'
import style from './shell.module.css'
import { messages } from './shell.messages.ts'

/** The pages of a role: a column on a desk, a bar under the thumb on a phone, which is pushed sideways only for more than seven. */
export function Menu({ pages }: { readonly pages: readonly MenuPage[] }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  return (
    <nav className={`${style.menu} no-print`} aria-label={say.menu}>
      {pages.map(({ to, label, short, sign: PageSign, exact }) => (
        <Link
          key={to}
          to={to}
          className={style.menuPage}
          activeOptions={{ exact: exact === true, includeSearch: false }}
        >
          <PageSign />
          <span className={style.long}>{inWords(label)}</span>
          <span className={style.short}>{inWords(short)}</span>
        </Link>
      ))}
    </nav>
  )
}
