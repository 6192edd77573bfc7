import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Patient } from '#follow-up/contract'
import { ageOn } from '../../components/record/age.ts'
import { messages as recordMessages } from '../../components/record/record.messages.ts'
import { formatDay, isoDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import style from './doctor.module.css'

/** A patient in a list: name, birth and sex to tell one from another; the whole line opens the record. */
export function PatientLine({
  patient,
  note,
  mark,
}: {
  readonly patient: Patient
  readonly note?: string
  readonly mark?: ReactNode
}) {
  const say = useMessages(recordMessages)
  const age = ageOn(patient.birthDate, isoDay(new Date()))
  const born = [
    patient.birthDate !== '' && formatDay(patient.birthDate),
    age !== undefined && say.years(age),
    say.sex[patient.sex],
  ]
  return (
    <li>
      <Link
        to="/bac-si/ho-so/$person"
        params={{ person: patient.person }}
        preload={false}
        className={style.patient}
      >
        <span className={style.who}>
          <strong>{patient.name}</strong>
          <span className={style.note}>{born.filter(Boolean).join(' · ')}</span>
          {note !== undefined && <span className={style.note}>{note}</span>}
        </span>
        {mark}
      </Link>
    </li>
  )
}
