import { queryOptions } from '@tanstack/react-query'
import { listOwnSystems } from '#access/contract'
import { call } from '../../../foundation/call.ts'

const SHOWN_MAX = 200

export const ownSystemsQuery = () =>
  queryOptions({
    queryKey: [listOwnSystems.path],
    queryFn: () => call(listOwnSystems, { limit: SHOWN_MAX }),
  })
