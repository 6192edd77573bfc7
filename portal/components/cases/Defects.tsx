import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core'
import type { Bilingual } from '#vocabulary/bilingual'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { messages } from './cases.messages.ts'

/** Something that a return may point at. */
export type DefectPlace = { readonly field: string; readonly label: Bilingual }

/** One point of a return while it is being written. */
export type DefectDraft = { readonly field: string; readonly reason: string }

/** The contract asks for a reason of 3 characters at least. */
export function isWhole({ field, reason }: DefectDraft): boolean {
  return field !== '' && reason.trim().length >= 3
}

/** Everything that must be mended, named at once, each at its field. */
export function Defects({
  fields,
  defects,
  error,
  onChange,
}: {
  readonly fields: readonly DefectPlace[]
  readonly defects: readonly DefectDraft[]
  readonly error: string | undefined
  readonly onChange: (defects: readonly DefectDraft[]) => void
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const choices = fields.map(({ field, label }) => ({ value: field, label: inWords(label) }))
  const change = (index: number, change: Partial<DefectDraft>) =>
    onChange(defects.map((one, at) => (at === index ? { ...one, ...change } : one)))
  return (
    <Stack>
      {defects.map((defect, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- points have no name but their place
        <Stack key={index} gap="xs">
          <Select
            label={say.defectField}
            placeholder={say.choose}
            data={choices}
            value={defect.field === '' ? null : defect.field}
            onChange={(field) => change(index, { field: field ?? '' })}
          />
          <Textarea
            label={say.defectReason}
            autosize
            minRows={2}
            maxLength={500}
            value={defect.reason}
            onChange={(event) => change(index, { reason: event.currentTarget.value })}
          />
          {defects.length > 1 && (
            <Group justify="flex-end">
              <Button
                variant="subtle"
                onClick={() => onChange(defects.filter((_, at) => at !== index))}
              >
                {say.removeDefect}
              </Button>
            </Group>
          )}
        </Stack>
      ))}
      {error !== undefined && (
        <Text c="var(--mach-bad)" role="alert">
          {error}
        </Text>
      )}
      <Group>
        <Button variant="default" onClick={() => onChange([...defects, { field: '', reason: '' }])}>
          {say.addDefect}
        </Button>
      </Group>
    </Stack>
  )
}
