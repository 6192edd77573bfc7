import type { Statement, SyntheticFile } from './synthetic-file.ts'
import { familyName, fullName } from '../province/person-names.ts'
import { makeRandom, type Random } from '../province/random.ts'
import type { Workplace } from './make-facilities.ts'
import { ENTERED_AT, EVENINGS, OFFICE_HOURS, statementMaker } from './make-statement.ts'

const TITLES = [
  {
    title: 'BS',
    scopes: ['32-V', '32-IX', 'CK-NOI', 'CK-NGOAI', 'CK-NHI', 'CK-SAN'],
    weight: 17,
    level: 'bachelor',
  },
  { title: 'YS', scopes: ['32-X'], weight: 9, level: 'intermediate' },
  { title: 'DD', scopes: ['32-XII'], weight: 36, level: 'college' },
  { title: 'HS', scopes: ['32-XIII'], weight: 9, level: 'college' },
  { title: 'KTY', scopes: ['32-XIV'], weight: 15, level: 'bachelor' },
  { title: 'DDLS', scopes: ['32-XV'], weight: 2, level: 'bachelor' },
  { title: 'CCV', scopes: ['32-XVI'], weight: 1, level: 'college' },
  { title: 'TLLS', scopes: ['32-XVII'], weight: 1, level: 'bachelor' },
] as const
const TRADITIONAL = { title: 'LY', scopes: ['LY'], weight: 1, level: 'other' } as const

const STATES = [
  { dataState: 'confirmed', weight: 80 },
  { dataState: 'declared', weight: 6 },
  { dataState: 'claimed', weight: 6 },
  { dataState: 'unclaimed', weight: 8 },
] as const

/** Whoever was licensed before works there since then. */
const REGISTERED_FROM = '2025-06-01'
/** A commune of the synthetic province. */
const HOME_COMMUNE = '21025'

/** One practitioner of many: the same for the same seed and place in the row, and no two with one number. */
export function practitionerFile(
  index: number,
  seed: number,
  places: readonly Workplace[],
): SyntheticFile {
  const random = makeRandom(`registry practitioner ${seed} ${index}`)
  const place = placeFor(random, places)
  const { dataState } = random.weighted(STATES, ({ weight }) => weight)
  const person = personOf(random, index, place)
  const isPublished = dataState === 'confirmed'
  return {
    kind: 'practitioner',
    province: place.province,
    dataState,
    isPublished,
    ...(dataState === 'unclaimed' ? {} : { account: `seed-practitioner-${index}` }),
    statements: statementsOf(random, person, place, places, isPublished),
  }
}

/** Hospitals hold most of the people. */
function placeFor(random: Random, places: readonly Workplace[]): Workplace {
  const one = random.pick(places)
  if (one.isHospital) return one
  const another = random.pick(places)
  return another.isHospital || random.chance(0.5) ? another : one
}

function personOf(random: Random, index: number, place: Workplace) {
  const sex = random.chance(0.4) ? 'male' : 'female'
  const year = random.int(1964, 2000)
  const kind =
    place.traditional && random.chance(0.6)
      ? TRADITIONAL
      : random.weighted(TITLES, ({ weight }) => weight)
  const century = year < 2000 ? 0 : 2
  // The last six digits count, and the first three with them, so that no number comes twice.
  const origin = 1 + Math.floor(index / 1_000_000)
  const number = [
    String(origin).padStart(3, '0'),
    String(century + (sex === 'male' ? 0 : 1)),
    String(year % 100).padStart(2, '0'),
    String(index % 1_000_000).padStart(6, '0'),
  ].join('')
  const name = fullName(random, '01', sex, familyName(random, '01'))
  const isOld = year < 1992 && random.chance(0.5)
  return {
    sex,
    year,
    name,
    number,
    kind,
    paper: `${index + 100_000}/SYT${place.code.slice(0, 2)}-${isOld ? 'CCHN' : 'GPHN'}`,
    documentType: isOld ? 'CCHN' : 'GPHN',
    issuedOn: isOld
      ? `${random.int(2014, 2023)}-0${random.int(1, 9)}-15`
      : `${random.int(2024, 2025)}-0${random.int(1, 9)}-15`,
  }
}

type Person = ReturnType<typeof personOf>

function statementsOf(
  random: Random,
  person: Person,
  place: Workplace,
  places: readonly Workplace[],
  isConfirmed: boolean,
): Statement[] {
  const make = statementMaker()
  const second = random.chance(0.12) ? random.pick(places) : place
  const works = second.code === place.code ? [place] : [place, second]
  return [
    ...personStatements(make, random, person),
    ...licenceStatements(make, random, person),
    ...works.map((one, index) => registrationOf(make, person, one, index === 0)),
    ...(random.chance(0.5) ? [educationOf(make, random)] : []),
    ...(isConfirmed ? confirmed(make, person, works) : []),
  ]
}

type Make = ReturnType<typeof statementMaker>

function personStatements(make: Make, random: Random, person: Person): Statement[] {
  return [
    make('identity', {
      name: person.name,
      birthDate: `${person.year}-0${random.int(1, 9)}-1${random.int(0, 9)}`,
      sex: person.sex === 'male' ? '1' : '2',
      personalId: person.number,
      nationality: '000',
    }),
    make('contact', { phone: `09${random.int(10_000_000, 99_999_999)}` }),
    make('address', {
      kind: 'current',
      commune: HOME_COMMUNE,
      text: `Số ${random.int(1, 300)} đường Mẫu`,
    }),
    make('training', {
      level: person.kind.level,
      field: 'Y học',
      school: 'Trường Đại học Mẫu',
      issuedOn: `${person.year + 23}-07-01`,
    }),
  ]
}

function licenceStatements(make: Make, random: Random, person: Person): Statement[] {
  const { documentType, paper, issuedOn, kind } = person
  const validTo = `${Number(issuedOn.slice(0, 4)) + 5}${issuedOn.slice(4, 8)}14`
  return [
    make('licence', {
      documentType,
      number: paper,
      issuer: 'Sở Y tế',
      issuedOn,
      title: kind.title,
      ...(documentType === 'GPHN' ? { validTo } : {}),
    }),
    make(
      'licence-scope',
      { licence: paper, scope: random.pick(kind.scopes), kind: 'basic' },
      { from: issuedOn },
    ),
  ]
}

function registrationOf(
  make: Make,
  { paper, issuedOn }: Person,
  { code }: Workplace,
  main: boolean,
): Statement {
  const slots = (main ? OFFICE_HOURS : EVENINGS).map((slot) => ({ ...slot }))
  const workingTime = main ? '1' : '2'
  return make(
    'registration',
    { facility: code, licence: paper, position: '0', kind: 'regular', workingTime, main, slots },
    { from: issuedOn > REGISTERED_FROM ? issuedOn : REGISTERED_FROM },
  )
}

function educationOf(make: Make, random: Random): Statement {
  return make('education-hours', {
    kind: 'course',
    name: 'Cập nhật chuyên môn',
    hours: random.int(8, 60),
    startedOn: '2026-03-02',
    endedOn: '2026-03-20',
    provider: 'Trường Đại học Mẫu',
  })
}

function confirmed(make: Make, { name }: Person, works: readonly Workplace[]): Statement[] {
  const days = { from: ENTERED_AT.slice(0, 10) }
  const by = { account: 'seed', version: 1 }
  return [
    make('declaration', { name, words: 'Dữ liệu tổng hợp', ...by }, days),
    ...works.map(({ code }) =>
      make('confirmation', { facility: code, name: 'Dữ liệu tổng hợp', ...by }, days),
    ),
  ]
}

/** Every file of a synthetic country: facilities first, so that practitioners find them. */
export function* makeRegistry(
  places: readonly Workplace[],
  size: { readonly practitioners: number; readonly seed: number },
  fileOfPlace: (place: Workplace) => SyntheticFile,
): Generator<SyntheticFile> {
  if (places.length === 0) return
  for (const place of places) yield fileOfPlace(place)
  for (let index = 0; index < size.practitioners; index += 1)
    yield practitionerFile(index, size.seed, places)
}
