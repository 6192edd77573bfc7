import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { ActsFor, Delegate } from '#access/contract'
import { LinkButton } from '../../../components/LinkButton.tsx'
import { Mark } from '../../../components/Notice.tsx'
import { Page, Panel } from '../../../components/Page.tsx'
import { ProblemNotice } from '../../../components/ProblemNotice.tsx'
import { formatDay } from '../../../foundation/format.ts'
import { useMessages } from '../../../foundation/messages.ts'
import style from '../choices/privacy.module.css'
import { PrivacyParts } from '../choices/PrivacyParts.tsx'
import { messages } from './family.messages.ts'
import { answer, end, familyQuery } from './family.queries.ts'
import { InviteForm } from './InviteForm.tsx'

/** Children and family: whose book one may open, and who may open one's own. */
export function FamilyPage() {
  const say = useMessages(messages)
  const { data } = useSuspenseQuery(familyQuery())
  return (
    <Page title={say.title} lead={say.lead}>
      <PrivacyParts />
      <Panel title={say.actsFor}>
        {data.actsFor.length === 0 && <p>{say.actsForNone}</p>}
        <ul className={style.list}>
          {data.actsFor.map((one) => (
            <ActsForLine key={one.id} one={one} />
          ))}
        </ul>
      </Panel>
      <Panel title={say.delegates}>
        {data.delegates.length === 0 && <p>{say.delegatesNone}</p>}
        <ul className={style.list}>
          {data.delegates.map((one) => (
            <DelegateLine key={one.id} one={one} />
          ))}
        </ul>
      </Panel>
      <InviteForm />
    </Page>
  )
}

/** Answers and ends; afterwards the lists are read anew. */
function useFamilyAct() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () => queryClient.invalidateQueries(),
  })
}

function ActsForLine({ one }: { readonly one: ActsFor }) {
  const say = useMessages(messages)
  const acting = useFamilyAct()
  const { id, kind, state, person, name, classes, until } = one
  return (
    <li className={style.line}>
      <span className={style.what}>
        <strong>{state === 'waiting' ? say.invitation(name) : name}</strong>
        <span className={style.note}>
          {[
            kind === 'guardian' ? say.childBook : say.kinds.family,
            ...classes.map((each) => say.classNames[each]),
            say.until(formatDay(until)),
          ].join(' · ')}
        </span>
        {state === 'counter' && <span>{say.counter}</span>}
      </span>
      <Mark tone={state === 'acting' ? 'good' : 'warn'}>{say.states[state]}</Mark>
      <Group gap="xs">
        {person !== undefined && (
          <LinkButton to="/so-suc-khoe/nguoi-than/$person" params={{ person }}>
            {say.openBook}
          </LinkButton>
        )}
        {person !== undefined && (
          <LinkButton
            to="/so-suc-khoe/nguoi-than/$person/ai-da-xem"
            params={{ person }}
            variant="default"
          >
            {say.openAccess}
          </LinkButton>
        )}
        {person !== undefined && kind === 'guardian' && (
          <LinkButton
            to="/so-suc-khoe/nguoi-than/$person/lua-chon"
            params={{ person }}
            variant="default"
          >
            {say.childChoices}
          </LinkButton>
        )}
        {state === 'waiting' && (
          <>
            <Button
              loading={acting.isPending}
              onClick={() => acting.mutate(() => answer(id, true))}
            >
              {say.accept}
            </Button>
            <Button variant="default" onClick={() => acting.mutate(() => answer(id, false))}>
              {say.decline}
            </Button>
          </>
        )}
        {state === 'acting' && (
          <Button variant="default" onClick={() => acting.mutate(() => end(id))}>
            {say.giveBack}
          </Button>
        )}
      </Group>
      {acting.isError && <ProblemNotice error={acting.error} />}
    </li>
  )
}

function DelegateLine({ one }: { readonly one: Delegate }) {
  const say = useMessages(messages)
  const ending = useFamilyAct()
  const { id, kind, state, name, numberEnd, classes, until } = one
  const isOpen = state === 'acting' || state === 'waiting'
  const ends = kind === 'guardian' ? say.contest : say.end
  return (
    <li className={style.line}>
      <span className={style.what}>
        <strong>{name ?? say.number(numberEnd)}</strong>
        <span className={style.note}>
          {[
            say.kinds[kind],
            ...classes.map((each) => say.classNames[each]),
            say.until(formatDay(until)),
          ].join(' · ')}
        </span>
      </span>
      <Mark tone={state === 'acting' ? 'good' : isOpen ? 'warn' : 'plain'}>
        {say.states[state]}
      </Mark>
      {isOpen && (
        <Button
          variant="default"
          aria-label={`${ends}: ${name ?? numberEnd}`}
          loading={ending.isPending}
          onClick={() => ending.mutate(() => end(id))}
        >
          {ends}
        </Button>
      )}
      {ending.isError && <ProblemNotice error={ending.error} />}
    </li>
  )
}
