import type { FacilityCode } from '#vocabulary/facility-code'
import type { SentDossier } from './dossier-xml/sent-dossier.ts'
import type { Judged } from './judge-sent.ts'
import type { ReceiveOptions, Sender } from './sender.ts'

/** A dossier on its way through the story, with everything that is known of it before the database is asked. */
export type Arriving = {
  readonly sender: Sender
  readonly dossier: SentDossier
  readonly judged: Judged
  readonly digest: Buffer
  /** Digest of the file of several dossiers that it came in. */
  readonly file?: Buffer | undefined
  readonly options: ReceiveOptions
  readonly places: Places
}

/** What the registry knows about the visit's places; asked before the story begins, which holds a connection of its own. */
export type Places = {
  readonly facilityName: string
  /** The station of the commune in which the patient lives. */
  readonly station: FacilityCode | undefined
}
