import type { Bilingual } from '#vocabulary/bilingual'
import { type Language, useLanguage } from './language.ts'

/** The texts of one page. English has the shape of the Vietnamese, or it does not compile. */
export type Messages<Texts> = Readonly<Record<Language, Texts>>

/** The texts of a page in the chosen language; the page is drawn again when it changes. */
export function useMessages<Texts>(messages: Messages<Texts>): Texts {
  return messages[useLanguage()]
}

/** Picks the sentence of the chosen language from what the server said in both. */
export function useBilingual(): (text: Bilingual) => string {
  const language = useLanguage()
  return (text) => text[language]
}
