import { queryOptions } from '@tanstack/react-query'
import { listRegisteredClients } from '#access/contract'
import { call } from '../../../foundation/call.ts'

/** Two hundred of a kind stand on the page; a country's worth is looked for by its id. */
const SHOWN_MAX = 200

export const registeredClientsQuery = (kind: 'system' | 'app') =>
  queryOptions({
    queryKey: [listRegisteredClients.path, kind],
    queryFn: () => call(listRegisteredClients, { kind, limit: SHOWN_MAX }),
  })
