import { Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { formatMoment, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import type { MilestoneProgress } from './MilestonePage.tsx'
import { messages } from './programmes.messages.ts'
import style from './programmes.module.css'

/** Who reminded whom when. */
export function BatchList({ batches }: { readonly batches: MilestoneProgress['reminders'] }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const language = useLanguage()
  if (batches.length === 0) return null
  return (
    <>
      <Title order={3} mt="lg" mb="xs">
        {say.batches}
      </Title>
      <ul>
        {batches.map((one) => (
          <li key={one.id}>
            <span className="numbers">{formatMoment(one.at)}</span> · {say.round(one.round)} ·{' '}
            {inWords(one.authorityName)} · {one.by}
            <div className={style.note}>
              {say.told(formatNumber(one.told, language), formatNumber(one.behind, language))}
              {one.letter !== undefined && (
                <>
                  {' · '}
                  <Link to="/van-ban/$ma" params={{ ma: one.letter }}>
                    {say.draft}
                  </Link>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
