import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'

/** The browser made or showed no passkey: the person closed its window, or there is none. */
export class PasskeyFailed extends Error {}

/** Lets the browser make a passkey. Throws `PasskeyFailed`. @param options as the server made them */
export async function makePasskey(options: unknown): Promise<Record<string, unknown>> {
  const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON
  return { ...(await startRegistration({ optionsJSON }).catch(failed)) }
}

/** Lets the browser show a passkey. Throws `PasskeyFailed`. @param options as the server made them */
export async function showPasskey(options: unknown): Promise<Record<string, unknown>> {
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON
  return { ...(await startAuthentication({ optionsJSON }).catch(failed)) }
}

function failed(error: unknown): never {
  throw new PasskeyFailed(error instanceof Error ? error.message : String(error))
}
