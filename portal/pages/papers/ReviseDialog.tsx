import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type LetterContent, type LetterView, reviseLetter } from '#correspondence/contract'
import { Dialog } from '../../components/Dialog.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { call } from '../../foundation/call.ts'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './papers.messages.ts'

type Block = LetterContent['body'][number]

/** Draws a letter up anew: its words can be changed, its tables stay as the facts made them. */
export function ReviseDialog({
  letter,
  onClose,
}: {
  readonly letter: LetterView
  readonly onClose: () => void
}) {
  const say = useMessages(messages)
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [content, setContent] = useState(letter.content)
  const saving = useMutation({
    mutationFn: () => call(reviseLetter, { letter: letter.id, content: withoutEmpty(content) }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries()
      onClose()
      await navigate({ to: '/van-ban/$ma', params: { ma: id } })
    },
  })
  const change = (part: Partial<LetterContent>) => setContent({ ...content, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <Dialog title={say.revise} size="lg" onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Text>{say.reviseLead}</Text>
          <Words
            label={say.about}
            value={content.abstract}
            onWords={(abstract) => change({ abstract })}
          />
          <Words
            label={say.addressees}
            value={content.addressees.join('\n')}
            onWords={(text) => change({ addressees: text.split('\n') })}
          />
          {content.body.map((block, index) =>
            block.kind === 'table' ? null : (
              <Words
                // biome-ignore lint/suspicious/noArrayIndexKey: blocks of a letter never move
                key={index}
                label={say.block(index + 1)}
                value={wordsOf(block)}
                onWords={(text) =>
                  change({ body: content.body.with(index, withWords(block, text)) })
                }
              />
            ),
          )}
          <Words
            label={say.recipients}
            value={content.recipients.join('\n')}
            onWords={(text) => change({ recipients: text.split('\n') })}
          />
          {saving.isError && <ProblemNotice error={saving.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say.cancel}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {say.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function Words({
  label,
  value,
  onWords,
}: {
  readonly label: string
  readonly value: string
  readonly onWords: (text: string) => void
}) {
  return (
    <Textarea
      label={label}
      value={value}
      autosize
      minRows={1}
      maxRows={12}
      onChange={({ currentTarget }) => onWords(currentTarget.value)}
    />
  )
}

function wordsOf(block: Exclude<Block, { kind: 'table' }>): string {
  return block.kind === 'article' ? block.text.join('\n') : block.text
}

function withWords(block: Exclude<Block, { kind: 'table' }>, text: string): Block {
  return block.kind === 'article' ? { ...block, text: text.split('\n') } : { ...block, text }
}

/** Lines that were emptied are left out. */
function withoutEmpty(content: LetterContent): LetterContent {
  const full = (lines: readonly string[]) => lines.map((one) => one.trim()).filter(Boolean)
  return { ...content, addressees: full(content.addressees), recipients: full(content.recipients) }
}
