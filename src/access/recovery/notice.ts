/** What may have happened to an account, in the words that the portal turns into sentences. */
export const NOTICES = [
  'password-changed',
  'password-link',
  'factor-added',
  'factor-removed',
  'recovery-codes-made',
  'recovery-code-used',
  'factors-reset',
  'reset-asked',
  'reset-withdrawn',
  'identity-linked',
  'identity-unlinked',
  'identified-at-counter',
] as const
export type NoticeKind = (typeof NOTICES)[number]

export type Notice = {
  readonly account: string
  readonly at: Date
  readonly what: NoticeKind
  /** Who did it, when it was not the person. */
  readonly byName?: string | undefined
}
