import { Button, Group } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { launchApp, listLaunchableApps } from '#access/contract'
import { call } from '../../foundation/call.ts'
import { useMessages } from '../../foundation/messages.ts'
import { ProblemNotice } from '../ProblemNotice.tsx'
import { messages } from './clients.messages.ts'

/** Opens an app for the record in view; nothing where no app can be opened. */
export function LaunchApps({ person }: { readonly person: string }) {
  const say = useMessages(messages)
  const { data } = useQuery({
    queryKey: [listLaunchableApps.path],
    queryFn: () => call(listLaunchableApps, {}),
  })
  const launching = useMutation({
    mutationFn: (client: string) => call(launchApp, { client, person }),
    onSuccess: ({ address }) => location.assign(address),
  })
  if (data === undefined || data.apps.length === 0) return null
  return (
    <>
      <Group gap="xs">
        {data.apps.map(({ client, name }) => (
          <Button
            key={client}
            variant="default"
            loading={launching.isPending && launching.variables === client}
            onClick={() => launching.mutate(client)}
          >
            {say.open(name)}
          </Button>
        ))}
      </Group>
      {launching.isError && <ProblemNotice error={launching.error} />}
    </>
  )
}
