import { readFileSync } from 'node:fs'
import type { SyntheticFile } from './synthetic-file.ts'
import { communes } from '../province/province-data.ts'
import { makeRandom, type Random } from '../province/random.ts'
import { OFFICE_HOURS, statementMaker } from './make-statement.ts'

/** A facility to work at. `province` is the one of today, the code keeps that of before 01/07/2025. */
export type Workplace = {
  readonly code: string
  readonly province: string
  readonly traditional: boolean
  readonly isHospital: boolean
}

/** The synthetic province, whose communes are shipped. */
const HOME = '51'

/** Serials of one province: three digits. Source: QĐ 384/QĐ-BYT 2019. */
const SERIALS = 999

const FORMS = [
  { form: 'commune-station', name: 'Trạm Y tế', weight: 18, level: 'initial', ownership: 'public' },
  {
    form: 'clinic-specialist',
    name: 'Phòng khám chuyên khoa',
    weight: 34,
    level: 'initial',
    ownership: 'private',
  },
  {
    form: 'clinic-general',
    name: 'Phòng khám đa khoa',
    weight: 6,
    level: 'basic',
    ownership: 'private',
  },
  {
    form: 'clinic-dental',
    name: 'Phòng khám răng hàm mặt',
    weight: 14,
    level: 'initial',
    ownership: 'private',
  },
  {
    form: 'clinic-traditional',
    name: 'Phòng khám y học cổ truyền',
    weight: 7,
    level: 'initial',
    ownership: 'private',
  },
  {
    form: 'traditional-consulting',
    name: 'Phòng chẩn trị y học cổ truyền',
    weight: 10,
    level: 'initial',
    ownership: 'private',
  },
  {
    form: 'hospital-general',
    name: 'Bệnh viện đa khoa',
    weight: 3,
    level: 'basic',
    ownership: 'public',
  },
  {
    form: 'hospital-specialised',
    name: 'Bệnh viện chuyên khoa',
    weight: 1,
    level: 'specialised',
    ownership: 'public',
  },
] as const

/** Places of work, the same for the same seed; `taken` codes are left out. At most 999 in each of the 63 provinces of before. */
export function makeWorkplaces(
  count: number,
  seed: number,
  taken: ReadonlySet<string>,
): Workplace[] {
  const provinces = readProvinces()
  const random = makeRandom(`registry facilities ${seed}`)
  const places: Workplace[] = []
  for (let serial = SERIALS; serial > 0 && places.length < count; serial -= 1)
    for (const { former, province } of provinces) {
      const code = `${former}${String(serial).padStart(3, '0')}`
      if (taken.has(code) || places.length >= count) continue
      const { form } = formOf(random)
      places.push({
        code,
        province,
        traditional: form.includes('traditional'),
        isHospital: form.startsWith('hospital'),
      })
    }
  return places
}

/** The file of a place of work. Where the shipped list has no commune of the province, none is invented, and the file is not complete. */
export function facilityFile(place: Workplace, seed: number): SyntheticFile {
  const random = makeRandom(`registry facility ${seed} ${place.code}`)
  const make = statementMaker()
  const from = `${random.int(2010, 2023)}-01-01`
  return {
    kind: 'facility',
    province: place.province,
    dataState: 'published',
    isPublished: true,
    statements: [
      make('administrative', administrativeOf(random, place, from), { from }),
      make('address', addressOf(random, place), { from }),
      make('operating-licence', licenceOf(place, from)),
      make(
        'hours',
        { kind: 'regular', slots: OFFICE_HOURS.map((slot) => ({ ...slot })) },
        { from },
      ),
      make('emr-state', { state: random.pick(['none', 'partial', 'complete']) }, { from }),
    ],
  }
}

function administrativeOf(random: Random, place: Workplace, from: string) {
  const { form, name, level, ownership } = formFor(random, place)
  return {
    name: `${name} số ${place.code}`,
    facilityCode: place.code,
    form,
    authority: 'province',
    ownership,
    level,
    traditional: place.traditional,
    founded: Number(from.slice(0, 4)),
    phone: `02${random.int(10, 99)}${random.int(1_000_000, 9_999_999)}`,
    email: `cs${place.code}@example.vn`,
  }
}

function addressOf(random: Random, { code, province }: Workplace) {
  const known = communesOf(province)
  return {
    text: `Số ${random.int(1, 400)} đường Mẫu`,
    ...(known.length > 0 ? { commune: random.pick(known) } : {}),
    ...positionOf(code),
  }
}

/** Degrees of the country from south to north and from west to east; a made place may lie in the sea. */
const SOUTH_TO_NORTH = [8.6, 23.3] as const
const WEST_TO_EAST = [104.5, 109.2] as const
/** How far places of one former province lie from its middle: degrees. */
const SPREAD = 0.3

/** Facilities whose codes begin alike lie near each other. */
function positionOf(code: string) {
  const middle = makeRandom(`registry province ${code.slice(0, 2)}`)
  const own = makeRandom(`registry position ${code}`)
  const along = ([from, to]: readonly [number, number]) =>
    thousandths(
      from + (to - from) * (middle.int(0, 1000) / 1000) + SPREAD * (own.int(-1000, 1000) / 1000),
    )
  return { latitude: along(SOUTH_TO_NORTH), longitude: along(WEST_TO_EAST) }
}

function thousandths(degrees: number): number {
  return Math.round(degrees * 1000) / 1000
}

function licenceOf({ code }: Workplace, issuedOn: string) {
  return {
    number: `${Number(code)}/SYT${code.slice(0, 2)}-GPHĐ`,
    issuer: 'Sở Y tế',
    issuedOn,
    scope: 'Khám bệnh, chữa bệnh theo hình thức tổ chức',
  }
}

function formOf(random: Random) {
  return random.weighted(FORMS, ({ weight }) => weight)
}

function formFor(random: Random, { traditional, isHospital }: Workplace) {
  const fitting = FORMS.filter(
    ({ form }) =>
      form.includes('traditional') === traditional && form.startsWith('hospital') === isHospital,
  )
  return random.weighted(fitting, ({ weight }) => weight)
}

function communesOf(province: string): string[] {
  return province === HOME ? communes.map(({ code }) => code) : []
}

/** The 63 provinces of before with the one of today that each lies in. */
function readProvinces(): { readonly former: string; readonly province: string }[] {
  const file = new URL('../../catalogues/starter/province.csv', import.meta.url)
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1)
  return lines.flatMap((line) => {
    const [province = '', , , , validTo, , , formedFrom = ''] = line.split(',')
    const isOfToday = validTo === '' && formedFrom.trim() !== ''
    return isOfToday
      ? formedFrom
          .trim()
          .split(';')
          .map((former) => ({ former, province }))
      : []
  })
}
