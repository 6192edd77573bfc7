import { z } from 'zod'
import {
  listLicenceAlerts,
  listLicenceDecisions,
  listLicenceNoticesOf,
  openLicenceWork,
} from '#registry/contract'
import { searchOf } from '../../foundation/search.ts'

const { facility, code } = listLicenceAlerts.request.shape
const { before } = listLicenceNoticesOf.request.shape
const { definition, subject } = openLicenceWork.request.shape

/** Whose alerts, of which kind, and how far back the notices. */
export const readLicencesAddress = searchOf(z.strictObject({ facility, code, before }))
export type LicencesAddress = ReturnType<typeof readLicencesAddress>

/** Which work is begun, and on whose licence. */
export const readOpeningAddress = searchOf(
  z.strictObject({ definition: definition.optional(), subject: subject.optional() }),
)
export type OpeningAddress = ReturnType<typeof readOpeningAddress>

export const readDecisionsAddress = searchOf(listLicenceDecisions.request)
