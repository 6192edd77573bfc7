import { Table } from '@mantine/core'
import type { LetterContent, LetterView } from '#correspondence/contract'
import { ScrollTable } from '../../components/ScrollTable.tsx'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './papers.messages.ts'
import style from './papers.module.css'

type Block = LetterContent['body'][number]

/** What a letter says, in the order of its paper. */
export function LetterText({ letter: { content } }: { readonly letter: LetterView }) {
  const say = useMessages(messages)
  const articles = content.body.filter(({ kind }) => kind === 'article')
  return (
    <div className={style.letter} lang="vi">
      {content.grounds.map((ground) => (
        <p key={ground}>
          <em>{ground}</em>
        </p>
      ))}
      {content.addressees.length > 0 && (
        <p>
          {say.to}: {content.addressees.join('; ')}
        </p>
      )}
      {content.body.map((block, index) => (
        <BlockText
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks of a letter never move
          key={index}
          block={block}
          number={articles.indexOf(block) + 1}
        />
      ))}
      {content.recipients.length > 0 && (
        <p className={style.quiet}>
          {say.copies}: {content.recipients.join('; ')}
        </p>
      )}
    </div>
  )
}

function BlockText({ block, number }: { readonly block: Block; readonly number: number }) {
  const say = useMessages(messages)
  switch (block.kind) {
    case 'paragraph':
      return <p>{block.text}</p>
    case 'heading':
      return (
        <p>
          <strong>{block.text}</strong>
        </p>
      )
    case 'article':
      return (
        <p>
          <strong>{say.article(number)}</strong> {block.text.join('\n')}
        </p>
      )
    case 'table':
      return (
        <ScrollTable label={say.content} minWidth={420} isStacked>
          <Table.Thead>
            <Table.Tr>
              {block.heads.map((head) => (
                <Table.Th key={head}>{head}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {block.rows.map((row) => (
              <Table.Tr key={row.join('|')}>
                {block.heads.map((head, column) => (
                  <Table.Td key={head} data-label={head}>
                    {row[column]}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </ScrollTable>
      )
  }
}
