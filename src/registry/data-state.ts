/** Where a file stands in its review. Source: KH 1642/KH-BYT 2025. */
export const DATA_STATES = [
  'draft',
  'submitted',
  'returned',
  'verified',
  'published',
  'unclaimed',
  'claimed',
  'declared',
  'confirmed',
] as const
export type DataState = (typeof DATA_STATES)[number]
