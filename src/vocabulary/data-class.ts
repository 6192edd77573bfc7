/**
 * How carefully a piece of a record must be kept. Everything but `ordinary` is shown only to the person
 * and to the facility that treated, and is stored encrypted under its own key.
 * Source: Law 91/2025/QH15 (sensitive personal data); Law 64/2006/QH11 as amended 2020 (HIV).
 */
export const DATA_CLASSES = ['ordinary', 'hiv', 'mental-health', 'reproductive'] as const

export type DataClass = (typeof DATA_CLASSES)[number]
