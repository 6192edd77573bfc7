import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { MoreSign } from '../components/icons.tsx'
import { useBilingual, useMessages } from '../foundation/messages.ts'
import type { MenuPage } from './navigation.ts'
import style from './shell.module.css'
import { messages } from './shell.messages.ts'

/** What fits under a thumb, the one for all others included. */
const BAR_MAX = 5

const REST = 'menu-rest'

/** The pages of a role: a column on a desk; on a phone a bar of at most five, the rest behind the last of them. */
export function Menu({ pages }: { readonly pages: readonly MenuPage[] }) {
  const say = useMessages(messages)
  const [isOpen, setOpen] = useState(false)
  const inBar = pages.length > BAR_MAX ? BAR_MAX - 1 : BAR_MAX
  const rest = pages.slice(inBar)
  const close = () => setOpen(false)
  const closeByKey = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') close()
  }
  return (
    <nav className={`${style.menu} no-print`} aria-label={say.menu} onKeyDown={closeByKey}>
      {pages.slice(0, inBar).map((page) => (
        <PageLink key={page.to} page={page} onFollow={close} />
      ))}
      {rest.length > 0 && (
        <>
          <button
            type="button"
            className={`${style.menuPage} ${style.more}`}
            aria-expanded={isOpen}
            aria-controls={REST}
            onClick={() => setOpen(!isOpen)}
          >
            <MoreSign />
            {say.more}
          </button>
          <div id={REST} className={style.rest} data-open={isOpen}>
            {rest.map((page) => (
              <PageLink key={page.to} page={page} onFollow={close} />
            ))}
          </div>
        </>
      )}
    </nav>
  )
}

function PageLink({
  page: { to, label, short, sign: PageSign, exact },
  onFollow,
}: {
  readonly page: MenuPage
  readonly onFollow: () => void
}) {
  const inWords = useBilingual()
  return (
    <Link
      to={to}
      className={style.menuPage}
      activeOptions={{ exact: exact === true, includeSearch: false }}
      onClick={onFollow}
    >
      <PageSign />
      <span className={style.long}>{inWords(label)}</span>
      <span className={style.short}>{inWords(short)}</span>
    </Link>
  )
}
