import { codeSystem, type Dosage, type MedicationRequest } from '#fhir'
import { doseToDosage, parseDose } from './dosage-text.ts'
import {
  concept,
  extensions,
  idOf,
  type Line,
  linesOf,
  type Mapping,
  numberOf,
  ownFacility,
  type Part,
  practitioner,
  textExtension,
} from './mapping.ts'
import { fhirTime, timeOf } from './times.ts'

/** Each line of XML2: what was ordered and handed out, in the prescriber's words. */
export function medicationParts(mapping: Mapping): Part[] {
  return linesOf(mapping, 'XML2').map((line) => medicationPart(mapping, line))
}

function medicationPart(mapping: Mapping, { row, key }: Line): Part {
  const authoredOn = fhirTime(row['NGAY_YL'])
  const requester = practitioner(mapping, row['MA_BAC_SI'])
  const resource: MedicationRequest = {
    resourceType: 'MedicationRequest',
    ...extensions(
      textExtension('drug-strength', row['HAM_LUONG']),
      textExtension('drug-form', row['DANG_BAO_CHE']),
      textExtension('drug-processing', row['MA_PP_CHEBIEN']),
      textExtension('tender', row['TT_THAU']),
      textExtension('other-facility', row['MA_CSKCB_THUOC']),
      textExtension('executed-at', fhirTime(row['NGAY_TH_YL'])),
      textExtension('ward', row['MA_KHOA']),
    ),
    status: 'completed',
    intent: 'order',
    medicationCodeableConcept: drugOf(row),
    subject: mapping.subject,
    encounter: mapping.encounter,
    ...(authoredOn && { authoredOn }),
    ...(requester && { requester }),
    ...dosageOf(mapping, row),
    dispenseRequest: dispenseOf(mapping, row),
  }
  const at = timeOf(row['NGAY_YL'])
  const code = row['MA_THUOC']
  return {
    dataClass: mapping.classes.ofLine(undefined, row['TEN_THUOC']),
    resource: { ...resource, id: idOf(mapping, `${key}/MedicationRequest`) },
    ...(at && { at }),
    ...(code && { code }),
  }
}

function drugOf(row: Line['row']): NonNullable<MedicationRequest['medicationCodeableConcept']> {
  const name = row['TEN_THUOC']
  const coding = [
    ...(row['MA_THUOC']
      ? [{ system: codeSystem('active-ingredient'), code: row['MA_THUOC'] }]
      : []),
    ...(row['SO_DANG_KY']
      ? [{ system: codeSystem('drug-registration'), code: row['SO_DANG_KY'] }]
      : []),
  ]
  return { ...(coding.length > 0 && { coding }), text: name || row['MA_THUOC'] || '?' }
}

function dosageOf(mapping: Mapping, row: Line['row']): { dosageInstruction?: Dosage[] } {
  const route = concept(mapping, 'drug-route', row['DUONG_DUNG'])
  const [text, instruction] = [row['LIEU_DUNG'], row['CACH_DUNG']]
  if (!text && !instruction && !route) return {}
  return {
    dosageInstruction: [
      {
        ...(text && { text }),
        ...(instruction && { patientInstruction: instruction }),
        ...(route && { route }),
        ...doseToDosage(parseDose(text ?? '')),
      },
    ],
  }
}

function dispenseOf(
  mapping: Mapping,
  row: Line['row'],
): NonNullable<MedicationRequest['dispenseRequest']> {
  const quantity = numberOf(row['SO_LUONG'])
  const days = parseDose(row['LIEU_DUNG'] ?? '')?.days
  return {
    ...(quantity !== undefined && {
      quantity: { value: quantity, ...(row['DON_VI_TINH'] && { unit: row['DON_VI_TINH'] }) },
    }),
    ...(days !== undefined && {
      expectedSupplyDuration: {
        value: days,
        unit: 'ngày',
        system: 'http://unitsofmeasure.org',
        code: 'd',
      },
    }),
    performer: ownFacility(mapping),
  }
}
