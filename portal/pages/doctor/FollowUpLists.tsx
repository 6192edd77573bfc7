import type { ReactNode } from 'react'
import type { Appointment, DischargedPatient, ReferredPatient } from '#follow-up/contract'
import { Mark } from '../../components/Notice.tsx'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './doctor.messages.ts'
import style from './doctor.module.css'
import { PatientLine } from './PatientLine.tsx'

/** One of the doctor's lists: how many, who, or why it is empty. */
export function FollowUpList({
  title,
  note,
  none,
  lines,
}: {
  readonly title: string
  readonly note: string
  readonly none: string
  readonly lines: readonly ReactNode[]
}) {
  return (
    <section className={style.list}>
      <header className={style.listHead}>
        <div>
          <h2>{title}</h2>
          <span className={style.note}>{note}</span>
        </div>
        <span className={`${style.count} numbers`} data-none={lines.length === 0 || undefined}>
          {lines.length}
        </span>
      </header>
      {lines.length === 0 ? (
        <p className={style.none}>{none}</p>
      ) : (
        <ul className={style.patients}>{lines}</ul>
      )}
    </section>
  )
}

export function ReferredLine({ line }: { readonly line: ReferredPatient }) {
  const say = useMessages(messages)
  return (
    <PatientLine
      patient={line.patient}
      note={`${say.from(line.from.name)} · ${formatDay(line.at)}`}
      mark={
        <Mark tone={line.arrived ? 'good' : 'warn'}>
          {line.arrived ? say.arrived : say.notArrived}
        </Mark>
      }
    />
  )
}

export function DischargedLine({ line }: { readonly line: DischargedPatient }) {
  const say = useMessages(messages)
  return (
    <PatientLine
      patient={line.patient}
      note={`${say.from(line.from.name)} · ${formatDay(line.at)}`}
      mark={
        line.reExaminationOn !== undefined && (
          <Mark tone="plain">{say.reExamination(formatDay(line.reExaminationOn))}</Mark>
        )
      }
    />
  )
}

export function AppointmentLine({ line }: { readonly line: Appointment }) {
  const say = useMessages(messages)
  const when =
    line.daysLate > 0
      ? say.late(line.daysLate)
      : line.daysLate === 0
        ? say.today
        : say.inDays(-line.daysLate)
  const tone = line.state === 'missed' ? 'bad' : line.state === 'due' ? 'warn' : 'plain'
  return (
    <PatientLine
      patient={line.patient}
      note={say.on(formatDay(line.on))}
      mark={<Mark tone={tone}>{when}</Mark>}
    />
  )
}
