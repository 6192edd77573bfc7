import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { removeOwnFactor, renewCodes } from '#access/contract'
import { Mark, Notice } from '../../components/Notice.tsx'
import { Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { call } from '../../foundation/call.ts'
import { formatMoment } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import style from './account.module.css'
import { messages } from './account.messages.ts'
import { type Security, securityQuery } from './account.queries.ts'
import { AddPasskey } from './AddPasskey.tsx'
import { AddTotp } from './AddTotp.tsx'
import { CodesDialog } from './CodesDialog.tsx'

/** Second factors: what there is, adding, removing, and the recovery codes. */
export function Factors({ security }: { readonly security: Security }) {
  const say = useMessages(messages)
  const [open, setOpen] = useState<'totp' | 'passkey'>()
  const [codes, setCodes] = useState<readonly string[]>([])
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: securityQuery().queryKey })
  const added = async (shown: readonly string[]) => {
    setOpen(undefined)
    setCodes(shown)
    await refresh()
  }
  const remove = useMutation({
    mutationFn: (factor: string) => call(removeOwnFactor, { factor }),
    onSuccess: refresh,
  })
  const renew = useMutation({
    mutationFn: () => call(renewCodes, {}),
    onSuccess: (made) => added(made.codes),
  })
  const error = remove.error ?? renew.error
  return (
    <Panel title={say.factors}>
      <Stack>
        <Text c="dimmed">
          {say.factorsLead} {security.factorRequired && say.factorsRequired}
        </Text>
        {security.factors.length === 0 && <Notice tone="note">{say.none}</Notice>}
        {security.factors.length > 0 && (
          <ul className={style.factors}>
            {security.factors.map((factor) => (
              <li key={factor.id}>
                <div>
                  <strong>{factor.name}</strong> <Mark tone="plain">{say.kinds[factor.kind]}</Mark>
                  <div className={style.soft}>
                    {say.added} {formatMoment(factor.createdAt)} ·{' '}
                    {factor.lastUsedAt === undefined
                      ? say.neverUsed
                      : `${say.used} ${formatMoment(factor.lastUsedAt)}`}
                  </div>
                </div>
                <Button
                  variant="default"
                  size="sm"
                  aria-label={`${say.remove} ${factor.name}`}
                  loading={remove.isPending && remove.variables === factor.id}
                  onClick={() => remove.mutate(factor.id)}
                >
                  {say.remove}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {error !== null && <ProblemNotice error={error} />}
        <Group>
          {security.passkeysPossible && (
            <Button onClick={() => setOpen('passkey')}>{say.addPasskey}</Button>
          )}
          <Button
            variant={security.passkeysPossible ? 'default' : 'filled'}
            onClick={() => setOpen('totp')}
          >
            {say.addTotp}
          </Button>
          {security.factors.length > 0 && (
            <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
              {say.newCodes} ({say.recovery}: {security.recoveryCodes})
            </Button>
          )}
        </Group>
        {!security.passkeysPossible && (
          <Text size="sm" c="dimmed">
            {say.noPasskeysHere}
          </Text>
        )}
      </Stack>
      {open === 'totp' && <AddTotp onAdded={added} onClose={() => setOpen(undefined)} />}
      {open === 'passkey' && <AddPasskey onAdded={added} onClose={() => setOpen(undefined)} />}
      {codes.length > 0 && <CodesDialog codes={codes} onClose={() => setCodes([])} />}
    </Panel>
  )
}
