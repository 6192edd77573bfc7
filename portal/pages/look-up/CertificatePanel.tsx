import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { printCertificate } from '#registry/contract'
import { DownloadButton } from '../../components/DownloadButton.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { download } from '../../foundation/bytes.ts'
import { useMessages } from '../../foundation/messages.ts'
import { QrCode } from '../book/QrCode.tsx'
import { messages } from './look-up.messages.ts'
import { certificateQuery } from './look-up.queries.ts'
import style from './look-up.module.css'

/** The licence as a code that anybody verifies without asking us. */
export function CertificatePanel({ subject }: { readonly subject: string }) {
  const say = useMessages(messages)
  const [isShown, setShown] = useState(false)
  const { data, error } = useQuery({ ...certificateQuery(subject), enabled: isShown })
  return (
    <Panel title={say.certificate}>
      <p className={style.note}>{say.certificateLead}</p>
      {error !== null && <ProblemNotice error={error} />}
      {data === undefined ? (
        <Button
          variant="default"
          loading={isShown && error === null}
          onClick={() => setShown(true)}
        >
          {say.showCertificate}
        </Button>
      ) : (
        <>
          <QrCode text={data.certificate} label={say.certificate} className={style.code} />
          <details>
            <summary>{say.certificateText}</summary>
            <p className={style.text}>{data.certificate}</p>
          </details>
        </>
      )}
      <DownloadButton
        mt="xs"
        className="no-print"
        fetchIt={() => download(printCertificate, { subject }, 'giay-phep-hanh-nghe.pdf')}
      >
        {say.printCertificate}
      </DownloadButton>
      <LinkButton to="/kiem-tra-giay-phep" variant="subtle" mt="xs" className="no-print">
        {say.verify}
      </LinkButton>
    </Panel>
  )
}
