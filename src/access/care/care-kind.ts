/** Why a facility may look at a person's record. The database lists the same words. */
export const CARE_KINDS = [
  'treated',
  'open-visit',
  'referral',
  'appointment',
  'commune',
  'citizen-qr',
] as const

export type CareKind = (typeof CARE_KINDS)[number]
