import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Figure, Figures } from '../../components/Figure.tsx'
import { Page } from '../../components/Page.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useMessages } from '../../foundation/messages.ts'
import { type FacilityAddress, facilityQualityQuery } from './data-quality.queries.ts'
import { messages } from './data-quality.messages.ts'
import { MendList } from './MendList.tsx'
import { MethodPanel } from './MethodPanel.tsx'
import { BAND_TONES, points, ScoreFigures } from './ScoreFigures.tsx'
import { StaffTable } from './StaffTable.tsx'

const route = getRouteApi('/signed-in/chat-luong/co-so/$ma')

/** One facility, for whoever is responsible for it. */
export function OtherFacilityPage() {
  const { ma } = route.useParams()
  return <FacilityQuality facility={ma} address={route.useSearch()} />
}

/** The quality of a facility: its file and its staff together, what to mend, and whose files. */
export function FacilityQuality({
  facility,
  address,
}: {
  readonly facility: string
  readonly address: FacilityAddress
}) {
  const say = useMessages(messages)
  const language = useLanguage()
  const { data } = useSuspenseQuery(facilityQualityQuery(facility))
  const { file, staff } = data
  const number = (value: number) => formatNumber(value, language)
  return (
    <Page
      title={facility === 'own' ? say.title : data.name}
      lead={facility === 'own' ? say.ownFacilityLead : data.facility}
      {...(facility === 'own' ? {} : { above: <BackLink to="/chat-luong">{say.back}</BackLink> })}
    >
      <ScoreFigures score={data.score} method={data.method} />
      <Figures>
        <Figure
          name={say.file}
          value={file === undefined ? '–' : points(file.score, language)}
          note={file === undefined ? say.noFile : say.bands[file.band]}
          tone={file === undefined ? 'plain' : BAND_TONES[file.band]}
        />
        <Figure
          name={say.staff}
          value={staff.score === undefined ? '–' : points(staff.score.score, language)}
          note={say.people(number(staff.people))}
          tone={staff.score === undefined ? 'plain' : BAND_TONES[staff.score.band]}
        />
        {(['green', 'yellow', 'red'] as const).map((band) => (
          <Figure
            key={band}
            name={`${say.staff}: ${say.bands[band].toLowerCase()}`}
            value={number(staff.bands[band])}
            tone={staff.bands[band] === 0 ? 'plain' : BAND_TONES[band]}
          />
        ))}
      </Figures>
      <MendList mend={data.mend} facility={facility} />
      <StaffTable facility={facility} address={address} mend={data.mend} />
      <MethodPanel method={data.method} />
    </Page>
  )
}
