import { Figure, Figures as FigureRow } from '../../../components/Figure.tsx'
import { formatNumber, formatShare } from '../../../foundation/format.ts'
import { useLanguage } from '../../../foundation/language.ts'
import { useMessages } from '../../../foundation/messages.ts'
import type { Figures } from './QualityPage.tsx'
import { messages } from './quality.messages.ts'

/** The province in five numbers. */
export function Totals({ figures }: { readonly figures: Figures }) {
  const say = useMessages(messages)
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  const sum = (field: 'dossiers' | 'accepted' | 'withErrors' | 'refused') =>
    figures.days.reduce((total, day) => total + day[field], 0)
  const dossiers = sum('dossiers')
  const share = (value: number) =>
    dossiers === 0 ? undefined : formatShare(value / dossiers, language)
  const sending = figures.facilities.filter((facility) => facility.dossiers > 0).length
  const waiting = figures.facilities.reduce((total, facility) => total + facility.waiting, 0)
  return (
    <FigureRow>
      <Figure name={say.dossiers} value={number(dossiers)} />
      <Figure
        name={say.facilitiesSending}
        value={number(sending)}
        note={`${say.of} ${number(figures.facilities.length)}`}
      />
      <Figure
        name={say.accepted}
        value={number(sum('accepted'))}
        tone="good"
        note={share(sum('accepted'))}
      />
      <Figure
        name={say.withErrors}
        value={number(sum('withErrors'))}
        tone={sum('withErrors') > 0 ? 'warn' : 'plain'}
        note={share(sum('withErrors'))}
      />
      <Figure
        name={say.refused}
        value={number(sum('refused'))}
        tone={sum('refused') > 0 ? 'bad' : 'plain'}
        note={share(sum('refused'))}
      />
      <Figure name={say.waiting} value={number(waiting)} link={{ to: '/so-y-te/cho-gui' }} />
    </FigureRow>
  )
}
