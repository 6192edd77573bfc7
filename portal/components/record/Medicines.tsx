import type { SuppliedMedicine } from '#health-book/contract'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { Panel } from '../Page.tsx'
import { messages } from './record.messages.ts'
import style from './record.module.css'

type Line = SuppliedMedicine & { readonly facility?: { readonly name: string } }

/** Medicines as they were supplied: what, how much, when, for how many days. Never "taking". */
export function Medicines({ medicines }: { readonly medicines: readonly Line[] }) {
  const say = useMessages(messages)
  return (
    <Panel title={say.medicines}>
      <p className={style.note}>{say.medicinesNote}</p>
      {medicines.length === 0 && <p className={style.quiet}>{say.noMedicines}</p>}
      <ul className={style.lines}>
        {medicines.map((medicine, index) => (
          <li key={`${medicine.name} ${index}`} className={style.line}>
            <div className={style.lineMain}>
              <span>
                <strong>{medicine.name}</strong>
                {medicine.strength !== undefined && (
                  <span className={style.note}> · {medicine.strength}</span>
                )}
              </span>
              {medicine.dose !== undefined && <span className={style.note}>{medicine.dose}</span>}
            </div>
            <div className={style.lineAside}>
              {medicine.quantity !== undefined && <span>{medicine.quantity}</span>}
              <span className={style.note}>
                {[
                  medicine.suppliedOn !== undefined &&
                    say.suppliedOn(formatDay(medicine.suppliedOn)),
                  medicine.days !== undefined && say.forDays(medicine.days),
                  medicine.facility?.name,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
