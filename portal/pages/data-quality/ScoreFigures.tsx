import type { z } from 'zod'
import type { readFileQuality } from '#registry/contract'
import { Figure, Figures } from '../../components/Figure.tsx'
import type { Tone } from '../../components/Notice.tsx'
import { formatNumber } from '../../foundation/format.ts'
import { type Language, useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { messages } from './data-quality.messages.ts'

type Answer = z.infer<typeof readFileQuality.response>
export type Score = Answer['score']
export type Method = Answer['method']

export const BAND_TONES: Readonly<Record<Score['band'], Tone>> = {
  green: 'good',
  yellow: 'warn',
  red: 'bad',
}

/** Points with one decimal, rounded down, so that 100 means all. */
export function points(value: number, language: Language): string {
  return formatNumber(Math.floor(value * 10 + 1e-6) / 10, language, 1)
}

/** Green, yellow or red of a part alone. */
export function toneOf({ green, yellow }: Method, points: number): Tone {
  if (points >= green) return 'good'
  return points >= yellow ? 'warn' : 'bad'
}

/** The score and its parts, each with what the part means. */
export function ScoreFigures({
  score,
  method,
}: {
  readonly score: Score | undefined
  readonly method: Method
}) {
  const say = useMessages(messages)
  const language = useLanguage()
  const inWords = useBilingual()
  if (score === undefined)
    return (
      <Figures>
        <Figure name={say.score} value={say.notCounted} note={say.notCountedHint} />
      </Figures>
    )
  return (
    <Figures>
      <Figure
        name={say.score}
        value={points(score.score, language)}
        note={say.bands[score.band]}
        tone={BAND_TONES[score.band]}
      />
      {method.criteria.map(({ id, label, about }) => {
        const part = score.parts[id]
        return (
          <Figure
            key={id}
            name={inWords(label)}
            value={part === undefined ? '–' : points(part, language)}
            note={part === undefined ? say.notAsked : inWords(about)}
            tone={part === undefined ? 'plain' : toneOf(method, part)}
          />
        )
      })}
    </Figures>
  )
}
