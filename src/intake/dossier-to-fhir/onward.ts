import { type Appointment, codeSystem, identifierSystem, type ServiceRequest } from '#fhir'
import {
  facilityReference,
  idOf,
  linesOf,
  type Mapping,
  ownFacility,
  type Part,
  practitioner,
} from './mapping.ts'
import { fhirDay, fhirTime, timeOf } from './times.ts'
import { lookUp } from './look-up.ts'
import { parts } from './person-claim.ts'

/** MA_LYDO_CT. QĐ 4750/QĐ-BYT 2023, table 13. */
const REFERRAL_REASONS: Readonly<Record<string, string>> = {
  1: 'Đủ điều kiện chuyển cơ sở khám bệnh, chữa bệnh',
  2: 'Tình trạng bệnh không còn phù hợp với khả năng đáp ứng của cơ sở',
  3: 'Theo yêu cầu của người bệnh hoặc người đại diện',
}

/** Where the person is sent: whom to and since when, nothing of the disease; that is in the paper. */
export function referralParts(mapping: Mapping): Part[] {
  return linesOf(mapping, 'XML13').map(({ row, key }) => {
    const to = row['MA_CSKCB_DEN'] || row['MA_NOI_DEN']
    const authoredOn = fhirTime(parts(row['NGAY_RA'])[0])
    const requester = practitioner(mapping, row['MA_BAC_SI'])
    const reason = row['MA_LYDO_CT'] ?? ''
    const resource: ServiceRequest = {
      resourceType: 'ServiceRequest',
      identifier: [
        ...(row['GIAY_CHUYEN_TUYEN']
          ? [{ system: identifierSystem('referral-paper'), value: row['GIAY_CHUYEN_TUYEN'] }]
          : []),
        { system: identifierSystem('referral-place'), value: key },
      ],
      status: 'active',
      intent: 'order',
      category: [{ coding: [{ system: codeSystem('service-request-kind'), code: 'referral' }] }],
      code: { text: 'Chuyển cơ sở khám bệnh, chữa bệnh' },
      subject: mapping.subject,
      encounter: mapping.encounter,
      ...(authoredOn && { authoredOn }),
      ...(requester && { requester }),
      ...(to && { performer: [facilityReference(mapping, to)] }),
      ...(reason && {
        reasonCode: [
          {
            coding: [{ system: codeSystem('referral-reason'), code: reason }],
            text: lookUp(REFERRAL_REASONS, reason) ?? reason,
          },
        ],
      }),
    }
    const at = timeOf(parts(row['NGAY_RA'])[0])
    return {
      dataClass: 'ordinary',
      resource: { ...resource, id: idOf(mapping, `${key}/ServiceRequest`) },
      ...(at && { at }),
      code: 'referral',
    }
  })
}

/** Re-examinations asked for: by the paper (XML14), else by the days named in XML1. */
export function appointmentParts(mapping: Mapping): Part[] {
  const papers = linesOf(mapping, 'XML14').flatMap(({ row, key }) => {
    const day = row['NGAY_HEN_KL']
    return day ? [appointmentPart(mapping, key, day, row['SO_GIAYHEN_KL'])] : []
  })
  const named = new Set(linesOf(mapping, 'XML14').map(({ row }) => fhirDay(row['NGAY_HEN_KL'])))
  const further = parts(mapping.summary['NGAY_TAI_KHAM']).flatMap((day, index) =>
    named.has(fhirDay(day))
      ? []
      : [appointmentPart(mapping, `XML1/NGAY_TAI_KHAM[${index + 1}]`, day, undefined)],
  )
  return [...papers, ...further]
}

/** Only the day is set, so it is a proposal in FHIR's words: the hour is the facility's to say. */
function appointmentPart(
  mapping: Mapping,
  key: string,
  day: string,
  number: string | undefined,
): Part {
  const on = fhirDay(day)
  const { type: _, resource: __, ...place } = ownFacility(mapping)
  const resource: Appointment = {
    resourceType: 'Appointment',
    ...(number && {
      identifier: [{ system: identifierSystem('re-examination-paper'), value: number }],
    }),
    status: 'proposed',
    appointmentType: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0276', code: 'FOLLOWUP' }],
      text: 'Khám lại',
    },
    description: 'Hẹn khám lại',
    created: fhirTime(mapping.summary['NGAY_RA']) ?? fhirDay(day) ?? '',
    ...(on && { requestedPeriod: [{ start: on, end: on }] }),
    participant: [
      { actor: mapping.subject, status: 'needs-action' },
      { actor: place, status: 'accepted' },
    ],
  }
  const { created, ...rest } = resource
  const kept = created ? resource : rest
  const at = timeOf(day)
  return {
    dataClass: 'ordinary',
    resource: { ...kept, id: idOf(mapping, `${key}/Appointment`) },
    ...(at && { at }),
  }
}
