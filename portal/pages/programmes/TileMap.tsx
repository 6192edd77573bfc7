import { type KeyboardEvent, useRef } from 'react'
import type { PlaceProgress } from '#programmes/contract'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { bandOf, BANDS } from './milestone-tone.ts'
import { messages } from './programmes.messages.ts'
import {
  ISLANDS,
  neighbourOf,
  OTHER_TILES,
  PROVINCE_TILES,
  SHORT_NAMES,
  type Tile,
} from './province-tiles.ts'
import style from './tile-map.module.css'

const TILES = [...PROVINCE_TILES, ...OTHER_TILES]

/** The country as squares: each province with its share, coloured by how far it is and always with the number. Arrow keys move, Enter opens. */
export function TileMap({
  places,
  target,
  onOpen,
}: {
  readonly places: readonly PlaceProgress[]
  readonly target: number
  readonly onOpen: (authority: string) => void
}) {
  const say = useMessages(messages)
  const grid = useRef<HTMLDivElement>(null)
  const byCode = new Map(places.map((one) => [one.place, one]))
  const shown = TILES.filter((one) => byCode.has(one.code) || PROVINCE_TILES.includes(one))
  const move = (event: KeyboardEvent, from: Tile) => {
    const next = neighbourOf(shown, from, event.key)
    if (next === undefined) return
    event.preventDefault()
    grid.current?.querySelector<HTMLElement>(`[data-code="${next.code}"]`)?.focus()
  }
  return (
    <figure className={style.map}>
      <figcaption className={style.hint}>{say.mapHint}</figcaption>
      <div className={style.grid} ref={grid} role="group" aria-label={say.map}>
        {shown.map((one) => (
          <TileButton
            key={one.code}
            tile={one}
            place={byCode.get(one.code)}
            target={target}
            onOpen={onOpen}
            onKeyDown={(event) => move(event, one)}
          />
        ))}
        {ISLANDS.map(({ name, row, column }) => (
          <span key={name} className={style.islands} style={{ gridRow: row, gridColumn: column }}>
            {name}
          </span>
        ))}
      </div>
      <Legend />
    </figure>
  )
}

function TileButton({
  tile: { code, row, column },
  place,
  target,
  onOpen,
  onKeyDown,
}: {
  readonly tile: Tile
  readonly place: PlaceProgress | undefined
  readonly target: number
  readonly onOpen: (authority: string) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const language = useLanguage()
  const percent = place?.share.percent
  const written = percent === undefined ? '–' : `${formatNumber(percent, language, 1)} %`
  const name = place === undefined ? code : inWords(place.name)
  const short = SHORT_NAMES[code] ?? name
  const told =
    place === undefined
      ? say.bands.none
      : `${written}, ${formatNumber(place.share.numerator, language)} ${say.of} ${formatNumber(place.share.denominator, language)}`
  return (
    <button
      type="button"
      className={style.tile}
      style={{ gridRow: row, gridColumn: column }}
      data-band={bandOf(percent, target)}
      data-code={code}
      aria-label={`${name}: ${told}`}
      title={`${name}: ${told}`}
      onClick={() => onOpen(code)}
      onKeyDown={onKeyDown}
    >
      <span className={style.name}>{short}</span>
      <strong className="numbers">{written}</strong>
    </button>
  )
}

function Legend() {
  const say = useMessages(messages)
  return (
    <ul className={style.legend}>
      {BANDS.map((band) => (
        <li key={band} data-band={band}>
          {say.bands[band]}
        </li>
      ))}
    </ul>
  )
}
