/**
 * Why somebody touches a person's data. It is asked for, decided on, written down and shown to the citizen.
 * Source: Law 15/2023/QH15, art. 69; Law 91/2025/QH15 (purpose of processing); Decree 102/2025/NĐ-CP (access to health data).
 */
export const PURPOSES = [
  'treatment',
  'own-record',
  'payment',
  'administration',
  'quality',
  'emergency',
  'public-health',
  'supervision',
  'statistics',
  'research',
] as const

export type Purpose = (typeof PURPOSES)[number]
