/** For what the processing of somebody's data can be restricted. `all` is every one of them. */
export const RESTRICTED_PURPOSES = ['research', 'statistics', 'sharing', 'apps', 'all'] as const
export type RestrictedPurpose = (typeof RESTRICTED_PURPOSES)[number]

const KNOWN: readonly string[] = RESTRICTED_PURPOSES

export function isRestrictedPurpose(text: string): text is RestrictedPurpose {
  return KNOWN.includes(text)
}

/** Without the persons who restrict these, an extract is made. */
export const EXTRACT_PURPOSES: readonly RestrictedPurpose[] = ['research', 'statistics', 'all']

/** Whether apps of others get nothing, and whether nothing is shared by the person's own wish: links and family. */
export function restrictionOf(purposes: readonly RestrictedPurpose[]): {
  readonly apps: boolean
  readonly sharing: boolean
} {
  const isAll = purposes.includes('all')
  return {
    apps: isAll || purposes.includes('apps'),
    sharing: isAll || purposes.includes('sharing'),
  }
}
