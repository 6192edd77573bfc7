import { queryOptions } from '@tanstack/react-query'
import { listOwnApps } from '#access/contract'
import { call } from '../../../foundation/call.ts'

export const ownAppsQuery = () =>
  queryOptions({ queryKey: [listOwnApps.path], queryFn: () => call(listOwnApps, {}) })
