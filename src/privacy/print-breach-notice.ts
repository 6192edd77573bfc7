import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { readCase } from '#cases'
import { type FilledForm, renderFilledForm } from '#documents'
import type { BytesAnswer } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { PrivacyNeeds } from './needs.ts'

const FILE = new URL('../../catalogues/privacy/breach-form.json', import.meta.url)

const BreachForm = z.strictObject({
  about: z.string(),
  form: z.string(),
  instrument: z.string(),
  validFrom: z.iso.date(),
  title: z.string(),
  recipient: z.string(),
  sections: z.array(
    z.strictObject({
      title: z.string(),
      lines: z.array(z.strictObject({ label: z.string(), field: z.string().optional() })),
    }),
  ),
})
export type BreachForm = z.infer<typeof BreachForm>

/** The form of the notice, from `catalogues/privacy/breach-form.json`. Throws when the file is faulty. */
export function readBreachForm(): BreachForm {
  return BreachForm.parse(JSON.parse(readFileSync(FILE, 'utf8')))
}

/**
 * The notice of a breach on its form, with what the case says so far; printable before everything is known.
 *
 * Refuses `cases.unknown` and, for a case of another kind, `privacy.no-breach`.
 * Source: NĐ 356/2025/NĐ-CP, form 08; notice within 72 hours.
 */
export async function printBreachNotice(
  needs: PrivacyNeeds,
  caller: Caller,
  id: string,
): Promise<Outcome<BytesAnswer>> {
  const found = await readCase(needs, caller, id)
  if (!found.ok) return found
  if (found.value.definition !== 'breach') return refuse('not-found', 'privacy.no-breach')
  const words = found.value.fields.map(
    ({ field, value, text }) => [field, text?.vi ?? readable(value)] as const,
  )
  const form = fillForm(readBreachForm(), new Map(words))
  return accept({
    status: 200,
    contentType: 'application/pdf',
    body: await renderFilledForm(form, { printedAt: needs.now(), largePrint: false }),
    headers: {
      'content-disposition': 'attachment; filename="thong-bao-vi-pham.pdf"',
      'cache-control': 'private, no-store',
    },
  })
}

/** Puts what is known into the lines of the form. */
export function fillForm(form: BreachForm, values: ReadonlyMap<string, string>): FilledForm {
  const { title, recipient, instrument, sections } = form
  return {
    form: form.form,
    instrument,
    title,
    recipient,
    sections: sections.map((section) => ({
      title: section.title,
      lines: section.lines.map(({ label, field }) => ({
        label,
        value: field === undefined ? undefined : values.get(field),
      })),
    })),
  }
}

/** `2026-11-21T08:30` as people write it; anything else as it is. */
function readable(value: string): string {
  const moment = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})$/.exec(value)
  return moment === null ? value : `${moment[4]} ngày ${moment[3]}/${moment[2]}/${moment[1]}`
}
