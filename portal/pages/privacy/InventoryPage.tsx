import { Anchor, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { type Dataset, readInventoryLinked } from '#privacy/contract'
import style from '../../components/cases/cases.module.css'
import { Mark } from '../../components/Notice.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { BackLink } from '../../components/record/BackLink.tsx'
import { formatDay } from '../../foundation/format.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import frame from './inventory.module.css'
import { messages } from './privacy.messages.ts'
import { inventoryQuery } from './privacy.queries.ts'

/** The public catalogue of databases (danh mục cơ sở dữ liệu). */
export function InventoryPage() {
  const { data } = useSuspenseQuery(inventoryQuery())
  const say = useMessages(messages)
  const inWords = useBilingual()
  return (
    <main id="content" className={frame.frame}>
      <Page
        title={say.inventory}
        lead={say.inventoryLead}
        above={<BackLink to="/">Mạch</BackLink>}
        actions={<Anchor href={readInventoryLinked.path}>{say.machine}</Anchor>}
      >
        <Text c="dimmed">
          {say.asOf(formatDay(data.asOf))} {inWords(data.note)}
        </Text>
        {data.datasets.map((dataset) => (
          <DatasetPanel key={dataset.code} dataset={dataset} />
        ))}
      </Page>
    </main>
  )
}

function DatasetPanel({ dataset }: { readonly dataset: Dataset }) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const list = (texts: readonly { vi: string; en: string }[]) => texts.map(inWords).join('; ')
  const lines: readonly (readonly [string, string])[] = [
    [say.purpose, inWords(dataset.purpose)],
    [say.basis, dataset.legalBasis.join('; ')],
    [say.entities, list(dataset.entities)],
    [say.retention, inWords(dataset.retention)],
    [say.recipients, list(dataset.recipients)],
    [say.source, inWords(dataset.sources)],
    [say.update, inWords(dataset.updateCycle)],
    [say.sharing, inWords(dataset.sharing)],
    [say.storage, inWords(dataset.storage)],
    [say.security, dataset.securityLevel],
    [say.contact, inWords(dataset.contact)],
  ]
  return (
    <Panel
      title={inWords(dataset.name)}
      aside={
        <Mark tone={dataset.personalData === 'sensitive' ? 'warn' : 'plain'}>
          {say.personalData}: {say.personal[dataset.personalData]}
        </Mark>
      }
    >
      <dl className={style.facts}>
        {lines.map(([name, value]) => (
          <div key={name} className={frame.line}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
