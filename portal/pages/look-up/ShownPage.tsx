import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PublicDetail } from '#registry/contract'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { formatDay, formatNumber } from '../../foundation/format.ts'
import { useLanguage } from '../../foundation/language.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { CertificatePanel } from './CertificatePanel.tsx'
import { Hours, LicenceText } from './Card.tsx'
import { publicQuery } from './look-up.queries.ts'
import { messages } from './look-up.messages.ts'
import style from './look-up.module.css'

const route = getRouteApi('/tra-cuu/$ma')

/** What the public may know of one practitioner or facility. */
export function ShownPage() {
  const { ma } = route.useParams()
  const { data } = useSuspenseQuery(publicQuery(ma))
  const { shown } = data
  const say = useMessages(messages)
  const inWords = useBilingual()
  const what = shown.licence?.title ?? shown.form
  return (
    <main id="content" className={style.frame}>
      <Page
        title={shown.name}
        {...(what === undefined ? {} : { lead: inWords(what) })}
        above={<BackLink to="/tra-cuu">{say.back}</BackLink>}
      >
        {shown.licence !== undefined && shown.licence.without.length > 0 && (
          <Notice tone="warn">
            {say.partly}: {say.without} {shown.licence.without.map(inWords).join('; ')}
            {shown.licence.until !== undefined && ` (${say.until(formatDay(shown.licence.until))})`}
          </Notice>
        )}
        {shown.kind === 'facility' ? <Facility shown={shown} /> : <Practitioner shown={shown} />}
        <p className={style.note}>{say.changed(formatDay(shown.changedAt))}</p>
      </Page>
    </main>
  )
}

function Practitioner({ shown }: { readonly shown: PublicDetail }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  return (
    <>
      <Panel>
        <Facts
          lines={[
            [say.licence, shown.licence && <LicenceText licence={shown.licence} />],
            [say.scope, shown.scopes.map(inWords).join('; ')],
            [say.languages, shown.languages.join(', ')],
          ]}
        />
      </Panel>
      <CertificatePanel subject={shown.subject} />
      <Panel title={say.places}>
        <ul className={style.list}>
          {shown.places.map((place, index) => (
            <li key={`${place.facility} ${index}`}>
              <strong>{place.name ?? place.facility}</strong>
              <div className={style.note}>
                {place.address !== undefined && `${place.address} · `}
                <Hours place={place} />
              </div>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}

function Facility({ shown }: { readonly shown: PublicDetail }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const [place] = shown.places
  const operating = shown.operatingLicences.map(({ number, issuer, issuedOn }) =>
    [number, issuer, issuedOn && formatDay(issuedOn)].filter(Boolean).join(' · '),
  )
  return (
    <>
      <Panel>
        <Facts
          lines={[
            [say.code, shown.code],
            [say.address, shown.address?.text],
            [say.phone, shown.phone],
            [say.website, shown.website],
            [say.level, shown.level && inWords(shown.level)],
            [say.hours, place && <Hours place={place} />],
            [say.operating, operating.join('; ')],
            [say.scope, shown.scopes.map(inWords).join('; ')],
            [say.departments, shown.departments.join('; ')],
            [
              say.responsible,
              shown.responsible
                .map(({ charge, name }) => `${name} (${inWords(charge)})`)
                .join('; '),
            ],
            [say.techniques, shown.techniques.map(({ name }) => name).join('; ')],
          ]}
        />
        <LinkButton
          to="/tra-cuu"
          search={{ facility: shown.code, kind: 'practitioner' }}
          variant="default"
          mt="md"
        >
          {say.staff}
        </LinkButton>
      </Panel>
      {shown.prices.length > 0 && <Prices shown={shown} />}
    </>
  )
}

function Prices({ shown }: { readonly shown: PublicDetail }) {
  const say = useMessages(messages)
  const language = useLanguage()
  return (
    <Panel title={say.prices}>
      <ul className={style.list}>
        {shown.prices.map(({ code, name, price }) => (
          <li key={`${code} ${name}`} className={style.head}>
            <span>{name}</span>
            <span className={`${style.far} numbers`}>
              {say.dong(formatNumber(price, language))}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** What is not known has no line. */
function Facts({ lines }: { readonly lines: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={style.facts}>
      {lines
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => (
          <Line key={name} name={name} value={value} />
        ))}
    </dl>
  )
}

function Line({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}
