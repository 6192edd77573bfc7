import type { z } from 'zod'
import type { HeadView, readOneProfile, readProfileHistory, readStaff } from './profile-contract.ts'
import type { FieldValue } from './profile.ts'
import type { Head } from './profile-head.ts'
import type { Version } from './profile-store.ts'
import type { FieldDifference } from './profile-difference.ts'
import type { History, ReadProfile } from './read-profile.ts'
import type { StaffList } from './read-staff.ts'

/** A head as it travels. The account that claimed a file is nobody's business. */
export function headView(head: Head): z.input<typeof HeadView> {
  const { publishedAt, changedAt, openedAt: _opened, account: _account, ...rest } = head
  return {
    ...rest,
    changedAt: changedAt.toISOString(),
    ...(publishedAt === undefined ? {} : { publishedAt: publishedAt.toISOString() }),
  }
}

export function profileView(read: ReadProfile): z.input<typeof readOneProfile.response> {
  const { head, reach, version, profile, completeness, licence } = read
  return {
    head: headView(head),
    reach,
    version: versionView(version),
    statements: profile.statements.map(({ attached, values, provenance, ...one }) => ({
      ...one,
      values: Object.fromEntries(
        Object.entries(values).map(([field, value]) => [field, valueView(value)]),
      ),
      provenance: { ...provenance },
      ...(attached === undefined ? {} : { attached: [...attached] }),
    })),
    completeness: { ...completeness, missing: [...completeness.missing] },
    ...(licence === undefined ? {} : { licence }),
  }
}

export function historyView(history: History): z.input<typeof readProfileHistory.response> {
  const { entries, transitions, before } = history
  return {
    entries: entries.map(({ version, differences }) => ({
      ...versionView(version),
      differences: differences.map(differenceView),
    })),
    transitions: transitions.map(({ subject: _subject, at, ...one }) => ({
      ...one,
      at: at.toISOString(),
    })),
    ...(before === undefined ? {} : { before }),
  }
}

export function staffView({ staff, more }: StaffList): z.input<typeof readStaff.response> {
  return {
    staff: staff.map(({ slots, ...line }) => ({
      ...line,
      slots: slots.map((slot) => ({ ...slot, days: [...slot.days] })),
    })),
    more,
  }
}

export function differenceView({ before, after, ...one }: FieldDifference) {
  return {
    ...one,
    ...(before === undefined ? {} : { before: valueView(before) }),
    ...(after === undefined ? {} : { after: valueView(after) }),
  }
}

function versionView({ version, recordedAt, account, role, why }: Version) {
  return { version, recordedAt: recordedAt.toISOString(), account, role, why }
}

/** A value as JSON carries it. */
function valueView(value: FieldValue) {
  if (typeof value !== 'object') return value
  const texts = value.filter((one) => typeof one === 'string')
  if (texts.length === value.length) return texts
  return value.flatMap((one) => (typeof one === 'string' ? [] : [{ ...one, days: [...one.days] }]))
}
