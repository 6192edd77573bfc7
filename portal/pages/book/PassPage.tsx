import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { BackLink } from '../../components/record/BackLink.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { formatTime } from '../../foundation/format.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './book.messages.ts'
import { givePass } from './book.queries.ts'
import style from './pass.module.css'
import { QrCode } from './QrCode.tsx'

/** Gives a doctor the right to read: only when the citizen asks for the code, good once and for minutes. */
export function PassPage() {
  const say = useMessages(messages)
  const giving = useMutation({ mutationFn: givePass })
  const isOver = useIsOver(giving.data?.expiresAt)
  return (
    <Page
      title={say.pass}
      lead={say.passLead}
      above={<BackLink to="/so-suc-khoe">{say.book}</BackLink>}
    >
      <Panel>
        <div className={style.pass}>
          {giving.data !== undefined && !isOver && (
            <>
              <QrCode text={giving.data.pass} label={say.qrLabel} className={style.qr} />
              <p>{say.passCode}</p>
              <p className={`${style.code} numbers`}>{giving.data.pass}</p>
              <p className={style.until}>{say.passUntil(formatTime(giving.data.expiresAt))}</p>
            </>
          )}
          {isOver && <Notice tone="warn" title={say.passGone} />}
          {giving.isError && <ProblemNotice error={giving.error} />}
          <Button
            size="lg"
            variant={giving.data === undefined || isOver ? 'filled' : 'default'}
            loading={giving.isPending}
            onClick={() => giving.mutate()}
          >
            {giving.data === undefined ? say.makePass : say.newPass}
          </Button>
          <p className={style.until}>{say.passWarning}</p>
        </div>
      </Panel>
    </Page>
  )
}

function useIsOver(expiresAt: string | undefined): boolean {
  const [overFor, setOverFor] = useState<string>()
  useEffect(() => {
    if (expiresAt === undefined) return undefined
    const left = Date.parse(expiresAt) - Date.now()
    const timer = setTimeout(() => setOverFor(expiresAt), Math.max(left, 0))
    return () => clearTimeout(timer)
  }, [expiresAt])
  return expiresAt !== undefined && overFor === expiresAt
}
