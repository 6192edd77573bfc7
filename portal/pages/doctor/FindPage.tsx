import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Empty } from '../../components/Empty.tsx'
import { SearchSign } from '../../components/icons.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useMessages } from '../../foundation/messages.ts'
import { BreakGlass } from './break-glass/BreakGlass.tsx'
import { readBirthDate } from './birth-date.ts'
import { messages } from './doctor.messages.ts'
import { type PatientSearch, patientsQuery } from './doctor.queries.ts'
import style from './doctor.module.css'
import { OpenByPass } from './OpenByPass.tsx'
import { PatientLine } from './PatientLine.tsx'

/** Finds a patient among one's own, or opens the record of somebody who shows a code. */
export function FindPage() {
  const say = useMessages(messages)
  const [search, setSearch] = useState<PatientSearch>({})
  return (
    <Page title={say.find} lead={say.findLead}>
      <div className={style.lists}>
        <Panel title={say.find}>
          <SearchForm onSearch={setSearch} />
        </Panel>
        <OpenByPass />
        <BreakGlass />
      </div>
      <Found search={search} />
    </Page>
  )
}

function SearchForm({ onSearch }: { readonly onSearch: (search: PatientSearch) => void }) {
  const say = useMessages(messages)
  const [number, setNumber] = useState('')
  const [name, setName] = useState('')
  const [born, setBorn] = useState('')
  const birthDate = readBirthDate(born)
  const isBornWrong = born.trim() !== '' && birthDate === undefined

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (number.trim() !== '') onSearch({ number: number.replaceAll(/\s/g, '') })
    else if (name.trim() !== '' && birthDate !== undefined)
      onSearch({ name: name.trim(), birthDate })
  }
  return (
    <form onSubmit={submit} className={style.form}>
      <TextInput
        label={say.byNumber}
        value={number}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <p className={style.or}>{say.or}</p>
      <TextInput
        label={say.byName}
        value={name}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={say.byBirth}
        description={say.birthHint}
        error={isBornWrong && say.birthWrong}
        value={born}
        autoComplete="off"
        onChange={(event) => setBorn(event.currentTarget.value)}
      />
      <Button type="submit" leftSection={<SearchSign size={20} />}>
        {say.search}
      </Button>
    </form>
  )
}

function Found({ search }: { readonly search: PatientSearch }) {
  const say = useMessages(messages)
  const { data, error, isError } = useQuery(patientsQuery(search))
  if (isError) return <ProblemNotice error={error} />
  if (data === undefined) return null
  if (data.patients.length === 0)
    return (
      <Empty sign={SearchSign} title={say.none}>
        {say.noneNote}
      </Empty>
    )
  return (
    <Panel title={say.found(data.patients.length)}>
      <ul className={style.patients}>
        {data.patients.map((patient) => (
          <PatientLine key={patient.person} patient={patient} />
        ))}
      </ul>
    </Panel>
  )
}
