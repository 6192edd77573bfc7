/** đúng, đủ, sạch, sống, thống nhất; in the order in which parts are kept. */
export const CRITERIA = ['correct', 'complete', 'clean', 'live', 'consistent'] as const
export type Criterion = (typeof CRITERIA)[number]

/** Who may mend something: a practitioner or a facility writes, a department decides. */
export const MENDERS = ['practitioner', 'facility', 'department'] as const
export type Mender = (typeof MENDERS)[number]
