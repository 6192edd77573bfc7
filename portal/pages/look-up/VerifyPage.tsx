import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type CertificateWorth, verifyCertificate } from '#registry/contract'
import { Notice } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { formatDay } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { CodeCamera } from '../doctor/CodeCamera.tsx'
import { messages } from './look-up.messages.ts'
import { keysQuery, statusListQuery } from './look-up.queries.ts'
import style from './look-up.module.css'

/** Verifies a certificate in the browser: the text goes nowhere. Keys and list that were fetched once serve while the line is down. */
export function VerifyPage() {
  const say = useMessages(messages)
  const [text, setText] = useState('')
  const { data: keys } = useQuery(keysQuery())
  const { data: list } = useQuery(statusListQuery())
  const { data: worth } = useQuery({
    queryKey: ['certificate worth', text, keys, list],
    enabled: text.trim() !== '' && keys !== undefined,
    networkMode: 'always',
    staleTime: 0,
    queryFn: () =>
      verifyCertificate(text, {
        keys: keys ?? { keys: [] },
        statusList: list?.statusList,
        now: new Date(),
      }),
  })
  return (
    <main id="content" className={style.frame}>
      <Page
        title={say.verify}
        lead={say.verifyLead}
        above={<BackLink to="/tra-cuu">{say.back}</BackLink>}
      >
        <Panel>
          <CodeCamera onCode={setText} />
          <Textarea
            label={say.certificateText}
            value={text}
            minRows={4}
            autosize
            maxRows={8}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </Panel>
        <div aria-live="polite">{worth !== undefined && <Worth worth={worth} />}</div>
      </Page>
    </main>
  )
}

const TONES = {
  valid: 'good',
  unlisted: 'note',
  expired: 'warn',
  withdrawn: 'bad',
  false: 'bad',
} as const

function Worth({ worth }: { readonly worth: CertificateWorth }) {
  const say = useMessages(messages)
  return (
    <Notice tone={TONES[worth.is]}>
      <strong>{say.worths[worth.is]}</strong>
      {worth.is !== 'false' && (
        <div>
          {worth.claims.name} · <span className="numbers">{worth.claims.licence.number}</span>
          {worth.claims.exp !== undefined &&
            ` · ${say.until(formatDay(new Date((worth.claims.exp - 1) * 1000)))}`}
        </div>
      )}
    </Notice>
  )
}
