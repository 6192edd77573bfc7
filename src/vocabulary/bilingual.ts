/** A sentence in both languages of the platform. Vietnamese is the one shown first. */
export type Bilingual = { readonly vi: string; readonly en: string }

/** What a person reads about a refusal: what happened, what to do, and whether the same request may succeed later. */
export type ProblemText = {
  readonly message: Bilingual
  readonly remedy: Bilingual
  readonly retry: boolean
}

/** The texts of one room's refusals, by problem code. */
export type ProblemTexts = Readonly<Record<string, ProblemText>>
