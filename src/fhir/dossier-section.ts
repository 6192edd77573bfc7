import type { Composition, CompositionSection, Extension } from '@medplum/fhirtypes'
import { DOSSIER_FIELD, extensionUrl } from './code-systems.ts'

/** One field of a paper: as people read it in the narrative, as the sender wrote it beside. */
export type PaperField = {
  /** `XML7/SO_LUU_TRU`. */
  readonly field: string
  readonly title: string
  readonly shown: string
  readonly sent: string
}

const SENT = extensionUrl('as-sent')

/** A field as a section of a Composition: narrative for people, the sender's own text for programs where the two differ. */
export function paperSection({ field, title, shown, sent }: PaperField): CompositionSection {
  const asSent: Extension[] = shown === sent ? [] : [{ url: SENT, valueString: sent }]
  return {
    title,
    code: { coding: [{ system: DOSSIER_FIELD, code: field }] },
    text: { status: 'generated', div: narrative(shown) },
    ...(asSent.length > 0 ? { extension: asSent } : {}),
  }
}

/** The fields of a Composition that was made of a dossier's table, in order. */
export function paperFields(composition: Composition): PaperField[] {
  return (composition.section ?? []).map((section) => {
    const shown = textOf(section.text?.div ?? '')
    const sent = section.extension?.find(({ url }) => url === SENT)?.valueString
    return {
      field: section.code?.coding?.find(({ system }) => system === DOSSIER_FIELD)?.code ?? '',
      title: section.title ?? '',
      shown,
      sent: sent ?? shown,
    }
  })
}

const OPEN = '<div xmlns="http://www.w3.org/1999/xhtml">'
const CLOSE = '</div>'

function narrative(text: string): string {
  const escaped = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br/>')
  return `${OPEN}${escaped}${CLOSE}`
}

function textOf(div: string): string {
  return div
    .replace(OPEN, '')
    .replace(/<\/div>$/, '')
    .replaceAll('<br/>', '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
