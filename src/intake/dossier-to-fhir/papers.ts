import { codeSystem, type Composition, identifierSystem, paperSection, SYSTEMS } from '#fhir'
import { isoInVietnam } from '#vocabulary/vietnam-time'
import { classOfWords, strictest } from './data-classes.ts'
import {
  idOf,
  type Line,
  linesOf,
  type Mapping,
  ownFacility,
  type Part,
  practitioner,
} from './mapping.ts'
import { fhirTime, timeOf } from './times.ts'
import { lookUp } from './look-up.ts'
import { type FieldShown, PAPER_FORMS, type PaperForm } from './paper-fields.ts'

/** Papers of the visit as Compositions: every field of the paper a section, in the sender's words. */
export function paperParts(mapping: Mapping): Part[] {
  return PAPER_FORMS.flatMap((form) =>
    linesOf(mapping, form.table).map((line) => paperPart(mapping, form, line)),
  )
}

function paperPart(mapping: Mapping, form: PaperForm, line: Line): Part {
  const { row, key } = line
  const section = form.fields.flatMap(([field, title, shown = 'text']) => {
    const sent = row[field] ?? ''
    if (sent === '') return []
    return [
      paperSection({ field: `${form.table}/${field}`, title, shown: show(sent, shown), sent }),
    ]
  })
  const number = row[form.number]
  const signer = practitioner(mapping, row[form.signer.licence], row[form.signer.name ?? ''])
  const resource: Composition = {
    resourceType: 'Composition',
    ...(number && {
      identifier: { system: identifierSystem(`${form.kind}-paper`), value: number },
    }),
    status: 'final',
    type: {
      coding: [
        { system: codeSystem('paper'), code: form.kind },
        ...(form.loinc ? [{ system: SYSTEMS.loinc, code: form.loinc }] : []),
      ],
      text: form.title,
    },
    subject: mapping.subject,
    encounter: mapping.encounter,
    date:
      fhirTime(row[form.issuedOn]) ??
      fhirTime(mapping.summary['NGAY_RA']) ??
      isoInVietnam(mapping.acceptedAt),
    author: [signer ?? ownFacility(mapping)],
    title: form.title,
    custodian: ownFacility(mapping),
    ...(section.length > 0 && { section }),
  }
  const at = timeOf(row[form.issuedOn]) ?? timeOf(mapping.summary['NGAY_RA'])
  return {
    dataClass: strictest([mapping.classes.whole, classOfPaper(mapping, row)]),
    resource: { ...resource, id: idOf(mapping, `${key}/Composition`) },
    ...(at && { at }),
    code: form.kind,
  }
}

/** A paper may say in words what no code of the visit says. */
function classOfPaper(mapping: Mapping, row: Line['row']): Part['dataClass'] {
  const ended = row['MA_DINH_CHI_THAI'] === '1' ? 'reproductive' : 'ordinary'
  return strictest([mapping.classes.main, ended, classOfWords(...Object.values(row))])
}

const TIMES = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2}))?$/

function show(sent: string, shown: FieldShown): string {
  if (shown === 'text') return sent
  if (shown !== 'time') return lookUp(shown, sent) ?? sent
  const found = TIMES.exec(sent)
  if (!found) return sent
  const [, year, month, day, hour, minute] = found
  const date = `${day}/${month}/${year}`
  return hour === undefined ? date : `${hour}:${minute} ${date}`
}
