import type { BookPaper, ResultOnPaper, VisitPaper } from '#documents'
import type { Book } from './book.ts'
import { dayOf, known } from './concept-words.ts'
import { type IssuedBase, personOnPaper } from './paper-base.ts'
import { bookToSummary } from './summary-view.ts'
import type { Measurement, Visit } from './views.ts'
import { visitToLine } from './visit-view.ts'

/** One visit as the sheet that the citizen takes home. */
export function visitToPaper(
  visit: Visit,
  base: IssuedBase,
  unread: NonNullable<VisitPaper['leftOut']>,
): VisitPaper {
  const [doctor] = visit.doctors
  return {
    ...base,
    kind: 'visit',
    leftOut: unread,
    wards: visit.wards,
    procedures: visit.procedures,
    medicines: visit.medicines,
    results: [
      ...(visit.vitals.length > 0
        ? [{ title: 'Chỉ số ghi khi khám', lines: visit.vitals.map(measurementToPaper) }]
        : []),
      ...visit.results.map(({ title, lines }) => ({
        title,
        lines: lines.filter(({ value }) => value !== '').map(measurementToPaper),
        ...known({ text: lines.flatMap(wordsOf).join('\n') }),
      })),
    ],
    ...known({
      formOfCare: visit.formOfCare?.name,
      reason: visit.reason,
      admissionDiagnosis: visit.admissionDiagnosis,
      treatment: visit.treatment,
      outcome: visit.outcome?.name,
      discharge: visit.discharge?.name,
      advice: visit.advice,
      reExaminationOn: visit.reExaminationOn,
      costs: visit.costs,
      doctor,
    }),
  }
}

function wordsOf({ description, conclusion }: Measurement): string[] {
  return [
    ...(description === undefined ? [] : [description]),
    ...(conclusion === undefined ? [] : [`Kết luận: ${conclusion}`]),
  ]
}

function measurementToPaper(line: Measurement): ResultOnPaper {
  const { low, high } = line
  return {
    name: line.plain ? `${line.name} – ${line.plain}` : line.name,
    value: line.value,
    ...known({
      unit: line.unit,
      range: rangeText(low, high),
      flag: line.flag,
      at: line.at === undefined ? undefined : new Date(line.at),
    }),
  }
}

const NUMBER = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 3 })

function rangeText(low: number | undefined, high: number | undefined): string | undefined {
  if (low !== undefined && high !== undefined)
    return `${NUMBER.format(low)} – ${NUMBER.format(high)}`
  if (low !== undefined) return `từ ${NUMBER.format(low)}`
  return high === undefined ? undefined : `đến ${NUMBER.format(high)}`
}

/** The whole book as a few sheets for somebody who meets the person for the first time. */
export function bookToPaper(book: Book, today: string): BookPaper {
  const summary = bookToSummary(book, today)
  const [card] = summary.insurance
  return {
    kind: 'book',
    person: {
      ...personOnPaper(book, undefined),
      insuranceCards: card ? [card.card] : [],
      ...known({ cardValidTo: card?.validTo }),
    },
    allergies: summary.allergies.map(({ text }) => text),
    conditions: summary.conditions,
    vitals: summary.vitals.map(measurementToPaper),
    medicines: summary.recentMedicines.map(({ facility, ...medicine }) => ({
      ...medicine,
      facility: facility.name,
    })),
    visits: book.visits.map((visit) => {
      const line = visitToLine(book, visit)
      return {
        on: dayOf(line.start),
        facility: line.facility.name,
        diagnosis: line.diagnosis?.name ?? '',
        ...known({ to: line.end && dayOf(line.end), formOfCare: line.formOfCare?.name }),
      }
    }),
    ...known({
      bloodGroup:
        summary.bloodGroup &&
        `${summary.bloodGroup.value} (ghi ngày ${summary.bloodGroup.on.split('-').reverse().join('/')})`,
    }),
  }
}
