import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseLine } from '#cases/contract'
import { useMessages } from '../../foundation/messages.ts'
import { definitionQuery } from '../file/definition.ts'
import { Differences } from '../file/Differences.tsx'
import { differenceQuery, fileOfCaseQuery } from '../file/file.queries.ts'
import { messages as fileMessages } from '../file/file.messages.ts'
import { messages } from './cases.messages.ts'
import style from './cases.module.css'

/** Kinds of cases in which a file is looked at. */
const WITH_FILE =
  /^(facility-profile|practitioner-(claim|confirmation|sample)|licence-|operating-licence-|registration-)/

export function hasFile({ definition }: Pick<CaseLine, 'definition'>): boolean {
  return WITH_FILE.test(definition)
}

/** What would become public by a case: old and new, before anybody agrees. Fetched when it is opened. */
export function CaseDifferences({
  of,
  isOpen: isOpenFirst,
}: {
  readonly of: string
  readonly isOpen: boolean
}) {
  const say = useMessages(fileMessages)
  const [isOpen, setOpen] = useState(isOpenFirst)
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say.compared}</summary>
      {isOpen && <Fetched of={of} />}
    </details>
  )
}

function Fetched({ of }: { readonly of: string }) {
  const say = useMessages(messages)
  const sayFile = useMessages(fileMessages)
  const file = useQuery(fileOfCaseQuery(of))
  const subject = file.data?.subject ?? ''
  const definition = useQuery({
    ...definitionQuery(file.data?.kind ?? 'facility'),
    enabled: file.data !== undefined,
  })
  const compared = useQuery({ ...differenceQuery({ subject }), enabled: file.data !== undefined })
  if (file.isError || compared.isError) return <p className={style.note}>{say.fileMissing}</p>
  if (definition.data === undefined || compared.data === undefined) return undefined
  const { differences } = compared.data
  return (
    <>
      <p className={style.note}>
        {differences.length === 0
          ? sayFile.sameAsPublished
          : sayFile.changesCount(differences.length)}
      </p>
      <Differences definition={definition.data} differences={differences} />
    </>
  )
}
