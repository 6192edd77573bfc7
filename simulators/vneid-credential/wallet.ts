import { textAt } from '../state-service/envelope.ts'
import type { Work } from '../state-service/service.ts'

/** The licences that practitioners show on VNeID, by the number of the credential. */
export function wallet(): Work {
  const credentials = new Map<string, unknown>()
  const history: { readonly credential: string; readonly action: string }[] = []
  return {
    path: '/api/v1/practice-licences',
    name: 'VNEID',
    take: (content, fault) => {
      const credential = textAt(content, 'credential')
      const action = textAt(content, 'action')
      if (credential === undefined || action === undefined) return undefined
      if (fault?.kind === 'refuse-record')
        return { credential, result: 'refused', code: 'HOLDER', message: 'Chưa có tài khoản VNeID' }
      history.push({ credential, action })
      if (action === 'withdraw') credentials.delete(credential)
      else credentials.set(credential, content)
      return fault?.kind === 'half' ? {} : { credential, result: 'accepted' }
    },
    state: () => ({ credentials: Object.fromEntries(credentials), history }),
    clear: () => {
      credentials.clear()
      history.splice(0)
    },
  }
}
