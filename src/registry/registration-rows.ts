import type { RegistrationRow } from './index-store.ts'
import { type Profile, slotsOf, textOf } from './profile.ts'

/**
 * The rows by which staff lists find a practitioner's registrations. One at a facility that nobody is responsible for yet is the province's that
 * the facility's code begins with.
 */
export function registrationRows(
  profile: Profile,
  authorityOf: (facility: string) => string | undefined,
): RegistrationRow[] {
  return profile.statements
    .filter(({ section }) => section === 'registration')
    .flatMap((one) => {
      const facility = textOf(one, 'facility')
      if (facility === undefined || one.from === undefined) return []
      const department = textOf(one, 'department')
      return {
        statement: one.id,
        facility,
        authority: authorityOf(facility) ?? facility.slice(0, 2),
        position: textOf(one, 'position') ?? '0',
        kind: textOf(one, 'kind') ?? 'regular',
        from: one.from,
        slots: slotsOf(one, 'slots'),
        licence: textOf(one, 'licence') ?? '',
        ...(department === undefined ? {} : { department }),
        ...(one.to === undefined ? {} : { to: one.to }),
      }
    })
}
