/** Where people allow apps; below it, one step of the provider each. */
export const CONSENT_PATH = '/app-consent'
