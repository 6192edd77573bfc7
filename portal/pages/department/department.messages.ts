import type { z } from 'zod'
import type { FacilityKinds } from '#registry/contract'

/** Words that the pages of the department share. */
const vi = {
  kinds: {
    'central-hospital': 'Bệnh viện trung ương',
    'provincial-hospital': 'Bệnh viện đa khoa tỉnh',
    'regional-hospital': 'Bệnh viện khu vực',
    'specialised-hospital': 'Bệnh viện chuyên khoa',
    'traditional-hospital': 'Bệnh viện y học cổ truyền',
    'private-hospital': 'Bệnh viện tư nhân',
    clinic: 'Phòng khám',
    'commune-station': 'Trạm y tế',
  } satisfies Record<z.infer<typeof FacilityKinds>, string>,
}

const en: typeof vi = {
  kinds: {
    'central-hospital': 'Central hospital',
    'provincial-hospital': 'Provincial hospital',
    'regional-hospital': 'Regional hospital',
    'specialised-hospital': 'Specialised hospital',
    'traditional-hospital': 'Traditional-medicine hospital',
    'private-hospital': 'Private hospital',
    clinic: 'Clinic',
    'commune-station': 'Commune health station',
  },
}

export const messages = { vi, en }

/** The name of a kind of facility; one that is new to the portal is shown as it is. */
export function kindName(kinds: Readonly<Record<string, string>>, kind: string): string {
  return kinds[kind] ?? kind
}
