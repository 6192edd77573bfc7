import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Logo } from '../components/Logo.tsx'
import { useConfirmationAsked } from '../foundation/confirm.ts'
import { useConnection } from '../foundation/connection.ts'
import { useMessages } from '../foundation/messages.ts'
import { useSession } from '../foundation/session.ts'
import { Menu } from './Menu.tsx'
import { PAGES_OF_ROLE } from './navigation.ts'
import { Preferences } from './Preferences.tsx'
import style from './shell.module.css'
import { messages } from './shell.messages.ts'
import { UserMenu } from './UserMenu.tsx'

const StepUpDialog = lazy(async () => ({
  default: (await import('./StepUpDialog.tsx')).StepUpDialog,
}))

/** The frame around every page behind sign-in: whose desk this is, where one can go, who is sitting here. */
export function Shell() {
  const session = useSession()
  const say = useMessages(messages)
  const isConfirming = useConfirmationAsked()

  return (
    <div className={style.shell}>
      <a href="#content" className={style.skip}>
        {say.skip}
      </a>
      <header className={`${style.header} no-print`}>
        <Logo size={34} />
        <div className={style.desk}>
          <strong className={style.deskName}>{session.organisationName ?? 'Mạch'}</strong>
          <span className={style.deskNote}>
            {session.facility !== undefined && (
              <span className="numbers">{session.facility.code} · </span>
            )}
            {say.roles[session.role]}
          </span>
        </div>
        <Preferences />
        <UserMenu session={session} />
      </header>
      <ConnectionBanner />
      <Menu pages={PAGES_OF_ROLE[session.role]} />
      <main id="content" className={style.content} tabIndex={-1}>
        <Outlet />
      </main>
      <Suspense>{isConfirming && <StepUpDialog />}</Suspense>
    </div>
  )
}

function ConnectionBanner() {
  const connection = useConnection()
  const say = useMessages(messages)
  return (
    <div role="status" className="no-print">
      {connection !== 'good' && (
        <p className={style.banner} data-tone={connection === 'lost' ? 'bad' : 'warn'}>
          {connection === 'lost' ? say.lost : say.slow}
        </p>
      )}
    </div>
  )
}
