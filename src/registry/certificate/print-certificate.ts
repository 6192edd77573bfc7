import { renderLicenceCertificate } from '#documents'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { readProfileDefinitions } from '../profile-definition.ts'
import { findListed } from '../look-up/found-store.ts'
import { cardView } from '../look-up/public-view.ts'
import { type CertificateNeeds, signCertificate } from './sign-certificate.ts'

/**
 * A practitioner's licence as one page of PDF with the code of its certificate. Refuses `registry.not-listed` for whoever the public does not see. A second
 * call states the same at another instant.
 */
export async function printCertificate(
  needs: CertificateNeeds,
  subject: string,
): Promise<Outcome<Buffer>> {
  const signed = await signCertificate(needs, subject)
  if (!signed.ok) return signed
  const now = needs.now()
  const today = vietnamDay(now)
  const [found] = await findListed(needs.database, { subjects: [subject], day: today })
  const around = { definitions: readProfileDefinitions(), today, facilities: new Map() }
  const card = found && cardView(around, found)
  if (found === undefined || card?.licence === undefined)
    return refuse('not-found', 'registry.not-listed', 'subject')
  const { licence, name, scopes } = card
  const { number, documentType, title, expiresOn, without } = licence
  const paper = found.facts.statements.find(
    ({ section, values }) => section === 'licence' && values['number'] === number,
  )
  const textOf = (field: string) => {
    const value = paper?.values[field]
    return typeof value === 'string' ? value : undefined
  }
  return accept(
    await renderLicenceCertificate(
      {
        documentType,
        number,
        name,
        title: title?.vi,
        scopes: scopes.map(({ vi }) => vi),
        without: without.map(({ vi }) => vi),
        issuer: textOf('issuer'),
        issuedOn: textOf('issuedOn'),
        validTo: expiresOn,
        signedText: signed.value,
        verifyAt: `${needs.origin}/kiem-tra-giay-phep`,
      },
      { printedAt: now },
    ),
  )
}
