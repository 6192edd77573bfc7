import { Button, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { KeySign, LeaveSign, PeopleSign, PersonSign, RepeatSign } from '../components/icons.tsx'
import { useMessages } from '../foundation/messages.ts'
import { leave, type Session } from '../foundation/session.ts'
import { rememberAtDesk } from './desk.ts'
import style from './shell.module.css'
import { messages } from './shell.messages.ts'

const SwitchUser = lazy(async () => ({ default: (await import('./SwitchUser.tsx')).SwitchUser }))

/** Who is sitting here; change of user, the own security, sign-out. */
export function UserMenu({ session }: { readonly session: Session }) {
  const say = useMessages(messages)
  const [open, setOpen] = useState<'switch'>()
  const close = () => setOpen(undefined)
  useEffect(() => {
    if (session.role !== 'citizen') rememberAtDesk(session.signInName)
  }, [session])

  return (
    <>
      <Menu position="bottom-end" width={260} shadow="md" radius="md">
        <Menu.Target>
          <Button
            variant="default"
            px="sm"
            className={style.user}
            aria-label={`${say.account}: ${session.name}`}
          >
            <PersonSign size={20} />
            <span className={`${style.long} ${style.userName}`}>{session.name}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {session.name}
            <br />
            <span className="code">{session.signInName}</span>
          </Menu.Label>
          <Menu.Item leftSection={<RepeatSign />} onClick={() => setOpen('switch')}>
            {say.switchUser}
          </Menu.Item>
          <Menu.Item leftSection={<KeySign />} component={Link} to="/tai-khoan/bao-mat">
            {say.security}
          </Menu.Item>
          {session.rights.includes('citizen.identify') && (
            <Menu.Item leftSection={<PersonSign />} component={Link} to="/tai-khoan/quay">
              {say.counter}
            </Menu.Item>
          )}
          {session.rights.includes('account.reset') && session.facility !== undefined && (
            <Menu.Item leftSection={<PeopleSign />} component={Link} to="/tai-khoan/nhan-vien">
              {say.staff}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<LeaveSign />} onClick={() => void leave()}>
            {say.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {open === 'switch' && <SwitchUser signInName={session.signInName} onClose={close} />}
      </Suspense>
    </>
  )
}
