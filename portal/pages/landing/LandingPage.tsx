import { Button, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Logo } from '../../components/Logo.tsx'
import { Notice } from '../../components/Notice.tsx'
import { useMessages } from '../../foundation/messages.ts'
import { ARRIVAL, sessionQuery, signInAddress } from '../../foundation/session.ts'
import { PAGES_OF_ROLE } from '../../shell/navigation.ts'
import { Preferences } from '../../shell/Preferences.tsx'
import style from './landing.module.css'
import { messages } from './landing.messages.ts'
import { Pulse } from './Pulse.tsx'

const route = getRouteApi('/')

/** What Mạch is, on one screen, and the way in. */
export function LandingPage() {
  const say = useMessages(messages)
  const { den: destination } = route.useSearch()
  useEffect(() => {
    document.title = `Mạch · ${say.title}`
  }, [say.title])

  return (
    <div className={style.landing}>
      <header className={style.header}>
        <Logo size={36} />
        <span className={style.name}>Mạch</span>
        <Preferences />
      </header>
      <main className={style.main} id="content">
        {destination !== undefined && <Notice tone="note">{say.expired}</Notice>}
        <div>
          <Title order={1} className={style.title}>
            {say.title}
          </Title>
          <Text className={style.lead}>{say.lead}</Text>
          <WayIn destination={destination} />{' '}
          <LinkButton to="/tra-cuu" variant="default" size="lg" mt="lg">
            {say.lookUp}
          </LinkButton>
        </div>
        <Pulse />
        <ul className={style.promises}>
          {say.promises.map((promise) => (
            <li key={promise.name}>
              <Title order={2}>{promise.name}</Title>
              <Text c="dimmed">{promise.text}</Text>
            </li>
          ))}
        </ul>
      </main>
      <footer className={style.footer}>{say.audience}</footer>
    </div>
  )
}

/** One button: to sign-in, or for whoever is signed in already, to the own first page. */
function WayIn({ destination }: { readonly destination: string | undefined }) {
  const say = useMessages(messages)
  const { data } = useQuery(sessionQuery)
  if (data?.session == null)
    return (
      <Button component="a" href={signInAddress(destination ?? ARRIVAL)} size="lg" mt="lg">
        {say.signIn}
      </Button>
    )
  return (
    <LinkButton to={PAGES_OF_ROLE[data.session.role][0].to} size="lg" mt="lg">
      {say.open}
    </LinkButton>
  )
}
