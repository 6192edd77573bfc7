import { z } from 'zod'
import { contract } from '#foundation/contract'

export const FacilityKinds = z.enum([
  'central-hospital',
  'provincial-hospital',
  'regional-hospital',
  'specialised-hospital',
  'traditional-hospital',
  'private-hospital',
  'clinic',
  'commune-station',
])

export const FacilityListed = z.object({
  code: z.string(),
  name: z.string(),
  kind: FacilityKinds,
  province: z.string(),
  commune: z.string(),
  address: z.string(),
})

/** Names and places of facilities are public by law; nothing else of them is shown here. */
export const lookUpFacilities = contract({
  method: 'GET',
  path: '/registry/facilities',
  summary: 'Facilities by code, name or place, typed with or without accents',
  right: 'public',
  request: z.strictObject({
    query: z.string().max(100).optional(),
    province: z.string().length(2).optional(),
    kind: FacilityKinds.optional(),
    /** Codes that come after this one, for the next page. */
    after: z.string().max(5).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(20),
  }),
  response: z.object({ facilities: z.array(FacilityListed), next: z.string().optional() }),
})

export * from './certificate/certificate-contract.ts'
export * from './conflict-contract.ts'
export * from './desk-contract.ts'
export * from './licence/licence-contract.ts'
export * from './licence/licence-work-contract.ts'
export * from './look-up/look-up-contract.ts'
export * from './outside/outside-contract.ts'
export * from './profile-contract.ts'
export * from './quality/quality-contract.ts'
export * from './work-contract.ts'
