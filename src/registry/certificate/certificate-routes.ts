import type { Database } from '#foundation/database'
import { type Door, serve, serveBytes } from '#foundation/serve'
import { accept } from '#vocabulary/outcome'
import {
  printCertificate as printing,
  readCertificate,
  readCertificateKeys,
  readStatusList,
} from './certificate-contract.ts'
import { printCertificate } from './print-certificate.ts'
import { openCertificateSigner, signCertificate, signStatusList } from './sign-certificate.ts'

/** How long one list is given out: who is suspended now shows within a minute. */
const LIST_MS = 60_000

/** Binds the certificates of licences. `secret` is asked for once, when the first is signed. */
export function certificateRoutes(
  door: Door,
  needs: {
    readonly database: Database
    readonly now: () => Date
    readonly origin: string
    readonly secret: () => Promise<Buffer>
  },
): void {
  let opened: ReturnType<typeof openCertificateSigner> | undefined
  const signer = () => (opened ??= needs.secret().then(openCertificateSigner))
  let list: { readonly text: Promise<string>; readonly until: number } | undefined

  serve(door, readCertificate, async (_caller, { subject }) => {
    const signed = await signCertificate({ ...needs, signer: await signer() }, subject)
    return signed.ok ? accept({ certificate: signed.value }) : signed
  })
  serveBytes(door, printing, async (_caller, { query: { subject } }) => {
    const body = await printCertificate({ ...needs, signer: await signer() }, subject)
    const headers = { 'content-disposition': 'attachment; filename="giay-phep-hanh-nghe.pdf"' }
    return body.ok
      ? accept({ status: 200, contentType: 'application/pdf', body: body.value, headers })
      : body
  })
  serve(door, readStatusList, async () => {
    const now = needs.now().getTime()
    if (list === undefined || list.until <= now) {
      const text = signer().then((one) => signStatusList({ ...needs, signer: one }))
      list = { text, until: now + LIST_MS }
      text.catch(() => (list = undefined))
    }
    return accept({ statusList: await list.text })
  })
  serve(door, readCertificateKeys, async () =>
    accept({ keys: [PublicKey.parse((await signer()).publicKey)] }),
  )
}

const PublicKey = readCertificateKeys.response.shape.keys.element
