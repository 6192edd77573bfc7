import { Link } from '@tanstack/react-router'
import { useMessages } from '../../../foundation/messages.ts'
import { messages } from './choices.messages.ts'
import style from './privacy.module.css'

/** The ways between the pages of privacy. */
export function PrivacyParts() {
  const say = useMessages(messages)
  const parts = [
    { to: '/so-suc-khoe/rieng-tu', name: say.choices },
    { to: '/so-suc-khoe/chia-se', name: say.share },
    { to: '/so-suc-khoe/nguoi-than', name: say.family },
    { to: '/so-suc-khoe/ung-dung', name: say.apps },
    { to: '/so-suc-khoe/thong-bao', name: say.notices },
    { to: '/vu-viec', name: say.requests },
  ] as const
  return (
    <nav aria-label={say.parts} className="no-print">
      <ul className={style.parts}>
        {parts.map(({ to, name }) => (
          <li key={to}>
            <Link to={to} className={style.part} activeOptions={{ exact: true }}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
