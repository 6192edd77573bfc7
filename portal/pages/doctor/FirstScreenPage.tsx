import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { SearchSign } from '../../components/icons.tsx'
import { Page } from '../../components/Page.tsx'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './doctor.messages.ts'
import { firstScreenQuery } from './doctor.queries.ts'
import style from './doctor.module.css'
import { AppointmentLine, DischargedLine, FollowUpList, ReferredLine } from './FollowUpLists.tsx'

/** Whom the doctor should think of today. */
export function FirstScreenPage() {
  const { data } = useSuspenseQuery(firstScreenQuery())
  const say = useMessages(messages)
  return (
    <Page
      title={say.title}
      lead={say.lead(data.facility.name, formatDay(data.day))}
      actions={
        <Button
          renderRoot={(props) => <Link to="/bac-si/tim" {...props} />}
          leftSection={<SearchSign size={20} />}
        >
          {say.find}
        </Button>
      }
    >
      <div className={style.lists}>
        <FollowUpList
          title={say.referred}
          note={say.referredNote}
          none={say.noReferred}
          lines={data.referred.map((line) => <ReferredLine key={line.visit} line={line} />)}
        />
        {data.commune !== undefined && (
          <FollowUpList
            title={say.discharged}
            note={say.dischargedNote}
            none={say.noDischarged}
            lines={data.discharged.map((line) => <DischargedLine key={line.visit} line={line} />)}
          />
        )}
        <FollowUpList
          title={say.due}
          note={say.dueNote}
          none={say.noDue}
          lines={data.due.map((line) => <AppointmentLine key={line.visit} line={line} />)}
        />
        <FollowUpList
          title={say.missed}
          note={say.missedNote(data.graceDays)}
          none={say.noMissed}
          lines={data.missed.map((line) => <AppointmentLine key={line.visit} line={line} />)}
        />
      </div>
    </Page>
  )
}
