import { Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type AttachmentForm, attach, type CaseView, type StepForm } from '#cases/contract'
import { upload } from '../../foundation/bytes.ts'
import { useBilingual, useMessages } from '../../foundation/messages.ts'
import { Mark } from '../Notice.tsx'
import { ProblemNotice } from '../ProblemNotice.tsx'
import { messages } from './cases.messages.ts'
import { isAsked } from './fields.ts'

const MEGABYTE = 1_048_576

/** The papers that a step needs or takes: what lies there already, and where to put more. */
export function StepPapers({
  view,
  step,
  values,
  errorOf,
}: {
  readonly view: CaseView
  readonly step: StepForm
  readonly values: Readonly<Record<string, string>>
  readonly errorOf: (attachment: string) => string | undefined
}) {
  return (
    <Stack gap="sm">
      {step.attachments
        .filter((form) => isAsked(form, values))
        .map((form) => (
          <PaperInput
            key={form.attachment}
            view={view}
            form={form}
            error={errorOf(form.attachment)}
          />
        ))}
    </Stack>
  )
}

function PaperInput({
  view,
  form,
  error,
}: {
  readonly view: CaseView
  readonly form: AttachmentForm
  readonly error: string | undefined
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  const queryClient = useQueryClient()
  const there = view.attachments.filter(({ attachment }) => attachment === form.attachment)
  const sending = useMutation({
    mutationFn: (file: File) =>
      upload(attach, { case: view.case, kind: form.attachment, name: file.name }, file, {
        contentType: file.type || 'application/octet-stream',
      }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const name = inWords(form.label)
  return (
    <div>
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={600}>
            {name} ({form.required ? say.paperNeeded : say.optional})
          </Text>
          <Text size="sm" c="dimmed">
            {say.paperLimits(Math.floor(form.bytesMax / MEGABYTE), form.countMax)}
          </Text>
          {there.map(({ digest, name: file }) => (
            <div key={digest}>
              <Mark tone="good" wraps>
                {file}
              </Mark>
            </div>
          ))}
        </div>
        <FileButton
          accept={form.accepts.join(',')}
          onChange={(file) => file !== null && sending.mutate(file)}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={sending.isPending}
              aria-label={`${say.choosePaper}: ${name}`}
            >
              {say.choosePaper}
            </Button>
          )}
        </FileButton>
      </Group>
      {error !== undefined && (
        <Text c="var(--mach-bad)" role="alert" size="sm">
          {error}
        </Text>
      )}
      {sending.isError && <ProblemNotice error={sending.error} />}
    </div>
  )
}
