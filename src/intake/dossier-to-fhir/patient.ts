import {
  codeSystem,
  extensionUrl,
  type Address,
  type Coverage,
  type Identifier,
  identifierSystem,
  type Patient,
  SYSTEMS,
} from '#fhir'
import {
  concept,
  conceptExtension,
  dayExtension,
  extensions,
  facilityReference,
  idOf,
  type Mapping,
  ownFacility,
  type Part,
  textExtension,
} from './mapping.ts'
import { fhirDay, timeOf } from './times.ts'
import { birthOf, claimOfPerson, parts } from './person-claim.ts'

const GENDERS = { male: 'male', female: 'female', unknown: 'unknown' } as const

/** The person as this facility sent it; the store keeps a version only when the content changed. */
export function patientPart(mapping: Mapping): Part {
  const { summary: row, facility, person } = mapping
  const claim = claimOfPerson(mapping.tables, facility.code)
  const birth = birthOf(row['NGAY_SINH'] ?? '')
  const [family, ...given] = claim.name.split(/\s+/)
  const phone = row['DIEN_THOAI']
  const resource: Patient = {
    resourceType: 'Patient',
    ...extensions(
      conceptExtension('nationality', concept(mapping, 'nationality', row['MA_QUOCTICH'])),
      conceptExtension('ethnic-group', concept(mapping, 'ethnic-group', row['MA_DANTOC'])),
      conceptExtension('occupation', concept(mapping, 'occupation', row['MA_NGHE_NGHIEP'])),
      claim.birthTime ? textExtension('birth-time', claim.birthTime) : [],
      claim.underGuardianNumber ? textExtension('guardian-number', claim.citizenNumber) : [],
    ),
    identifier: identifiersOf(mapping),
    name: [
      {
        use: 'official',
        text: claim.name || '?',
        ...(family && { family }),
        ...(given.length > 0 && { given }),
      },
    ],
    ...(phone && { telecom: [{ system: 'phone', value: phone }] }),
    gender: row['GIOI_TINH'] === '3' ? 'other' : GENDERS[claim.sex],
    ...(birth.date && { birthDate: birth.date }),
    ...addressOf(mapping),
  }
  return { dataClass: 'ordinary', resource: { ...resource, id: person } }
}

function identifiersOf(mapping: Mapping): Identifier[] {
  const claim = claimOfPerson(mapping.tables, mapping.facility.code)
  const number = claim.underGuardianNumber ? undefined : claim.citizenNumber
  return [
    ...(number
      ? [{ system: identifierSystem('citizen-number'), value: number, ...national('NI') }]
      : []),
    ...(claim.otherNumber
      ? [{ system: identifierSystem('other-number'), value: claim.otherNumber, ...national('PPN') }]
      : []),
    ...(claim.patientNumber
      ? [
          {
            system: identifierSystem('patient-number'),
            value: claim.patientNumber,
            ...national('MR'),
            assigner: ownFacility(mapping),
          },
        ]
      : []),
  ]
}

function national(code: string): Pick<Identifier, 'type'> {
  return { type: { coding: [{ system: SYSTEMS.identifierType, code }] } }
}

function addressOf(mapping: Mapping): { address?: Address[] } {
  const { summary: row, lists } = mapping
  const text = row['DIA_CHI']
  const codes = [
    ['province', row['MATINH_CU_TRU']],
    ['district', row['MAHUYEN_CU_TRU']],
    ['commune', row['MAXA_CU_TRU']],
  ] as const
  if (!text && codes.every(([, code]) => !code)) return {}
  const province = lists.find('province', row['MATINH_CU_TRU'] ?? '')?.display
  const commune = lists.find('commune', row['MAXA_CU_TRU'] ?? '')?.display
  const extension = codes.flatMap(([level, code]) =>
    code
      ? [{ url: extensionUrl(`${level}-code`), valueCoding: { system: codeSystem(level), code } }]
      : [],
  )
  return {
    address: [
      {
        ...(extension.length > 0 && { extension }),
        use: 'home',
        ...(text && { text }),
        ...(commune && { city: commune }),
        ...(province && { state: province }),
      },
    ],
  }
}

/** One Coverage per card: a new card during the visit is a second part of each field. */
export function coverageParts(mapping: Mapping): Part[] {
  const { summary: row, subject } = mapping
  const [registered, from, to] = [
    parts(row['MA_DKBD']),
    split(row['GT_THE_TU']),
    split(row['GT_THE_DEN']),
  ]
  return parts(row['MA_THE_BHYT']).map((card, index) => {
    const [start, end] = [fhirDay(from[index]), fhirDay(to[index])]
    const facility = registered[index]
    const resource: Coverage = {
      resourceType: 'Coverage',
      ...extensions(
        facility
          ? [
              {
                url: extensionUrl('registered-facility'),
                valueReference: facilityReference(mapping, facility),
              },
            ]
          : [],
        textExtension('living-area', row['MA_KHUVUC']),
        dayExtension('copayment-exempt-from', row['NGAY_MIEN_CCT']),
        dayExtension('five-years-insured-on', row['NAM_NAM_LIEN_TUC']),
      ),
      identifier: [{ system: identifierSystem('insurance-card'), value: card }],
      status: 'active',
      type: { coding: [{ system: SYSTEMS.actCode, code: 'PUBLICPOL' }], text: 'Bảo hiểm y tế' },
      subscriberId: card,
      beneficiary: subject,
      ...((start || end) && { period: { ...(start && { start }), ...(end && { end }) } }),
      payor: [{ display: 'Bảo hiểm xã hội Việt Nam' }],
    }
    const at = timeOf(from[index])
    return {
      dataClass: 'ordinary',
      resource: { ...resource, id: idOf(mapping, `XML1/MA_THE_BHYT[${index + 1}]`) },
      code: card,
      ...(at && { at }),
    }
  })
}

/** Dates keep their place: an empty one between two semicolons belongs to its card. */
function split(text: string | undefined): string[] {
  return (text ?? '').split(';').map((part) => part.trim())
}
