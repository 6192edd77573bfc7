import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Panel } from '../../../components/Page.tsx'
import { DeliveryMark } from '../../../components/StatusMark.tsx'
import { formatMoment, formatNumber } from '../../../foundation/format.ts'
import { useLanguage } from '../../../foundation/language.ts'
import { useBilingual, useMessages } from '../../../foundation/messages.ts'
import { ResultImport } from '../deliveries/ResultImport.tsx'
import type { Today } from './TodayPage.tsx'
import { messages } from './today.messages.ts'
import style from './today.module.css'

/** Where the deliveries to the insurance stand, and the import of the results they wait for. */
export function DeliveryStates({ deliveries }: { readonly deliveries: Today['deliveries'] }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const language = useLanguage()
  const present = deliveries.filter(({ count }) => count > 0)
  return (
    <Panel title={say.delivery} aside={<Link to="/co-so/gui-bhxh">{say.open}</Link>}>
      {present.length === 0 && <Text c="dimmed">{say.deliveryNone}</Text>}
      <ul className={style.states}>
        {present.map((delivery) => (
          <li key={delivery.state}>
            <DeliveryMark
              state={delivery.state}
              text={delivery.stateText === undefined ? delivery.state : inWords(delivery.stateText)}
            />
            {delivery.oldestAt !== undefined && (
              <span className={style.note}>
                {say.oldest} <span className="numbers">{formatMoment(delivery.oldestAt)}</span>
              </span>
            )}
            <strong className="numbers">{formatNumber(delivery.count, language)}</strong>
          </li>
        ))}
      </ul>
      <div style={{ marginTop: '1rem' }}>
        <ResultImport />
      </div>
    </Panel>
  )
}
