import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { countCases } from '#cases/contract'
import {
  listLicenceAlerts,
  listLicenceDecisions,
  listLicenceNoticesOf,
  type openLicenceWork,
  readLicenceForm,
  readLicenceWork,
} from '#registry/contract'
import { call } from '../../foundation/call.ts'
import type { LicencesAddress } from './addresses.ts'

export const alertsQuery = ({ facility, code }: LicencesAddress) =>
  queryOptions({
    queryKey: [listLicenceAlerts.path, facility, code],
    queryFn: () =>
      call(listLicenceAlerts, {
        ...(facility === undefined ? {} : { facility }),
        ...(code === undefined ? {} : { code }),
      }),
  })

export const noticesQuery = ({ before }: LicencesAddress) =>
  queryOptions({
    queryKey: [listLicenceNoticesOf.path, before],
    queryFn: () => call(listLicenceNoticesOf, before === undefined ? {} : { before }),
  })

export const countsQuery = () =>
  queryOptions({ queryKey: [countCases.path], queryFn: () => call(countCases, {}) })

export const workQuery = () =>
  queryOptions({ queryKey: [readLicenceWork.path], queryFn: () => call(readLicenceWork, {}) })

type Opening = Pick<z.input<typeof openLicenceWork.request>, 'definition' | 'subject'>

export const formQuery = (asked: Opening) =>
  queryOptions({
    queryKey: [readLicenceForm.path, asked],
    staleTime: 0,
    queryFn: () => call(readLicenceForm, asked),
  })

export const decisionsQuery = (asked: z.output<typeof listLicenceDecisions.request>) =>
  queryOptions({
    queryKey: [listLicenceDecisions.path, asked],
    queryFn: () => call(listLicenceDecisions, asked),
  })
