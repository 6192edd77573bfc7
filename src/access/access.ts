import type { FastifyRequest } from 'fastify'
import type { Database, Trx } from '#foundation/database'
import type { Outgoing } from '#foundation/outgoing'
import type { MasterKeys, Secrets } from '#foundation/secrets'
import type { Door } from '#foundation/serve'
import type { Siblings } from '#foundation/siblings'
import type { Caller } from '#vocabulary/caller'
import type { CitizenNumber } from '#vocabulary/citizen-number'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RandomBytes, RecordId } from '#vocabulary/record-id'
import type { GuardianTie } from './consent/note-guardian.ts'
import type { UpstreamSetting } from './upstream/open-upstream.ts'
import type { WireDesk } from './wire/wire-desk.ts'

/** What access is given by whoever puts the house together. */
export type AccessNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  /** Of the master keys one, or those that may be met while one takes the place of another. */
  readonly secrets: { readonly masterKey: string | MasterKeys } & Pick<
    Secrets,
    'cookieKey' | 'demoPassword'
  >
  /** Where browsers find us, without a path: `http://127.0.0.1:8080`. Tokens name it as their issuer. */
  readonly origin: string
  /** Providers of electronic identity beside our own accounts. None when not given. */
  readonly upstream?: readonly UpstreamSetting[]
  /** Whether the person who owns a number bears this name and birth date; undefined when nobody owns it yet. */
  readonly agreesWithRecord?: (
    number: CitizenNumber,
    claimed: { readonly name: string; readonly birthDate: string },
  ) => Promise<boolean | undefined>
  /** A person's recorded day of birth, `yyyy-mm-dd`, or as much of it as is known: who acts for a child depends on it. */
  readonly bornOf?: (
    persons: readonly RecordId[],
    database: Database,
  ) => Promise<string | undefined>
  /** Whether a visit is one of a person's, under any key; absent: none is known to be. */
  readonly isVisitOf?: (
    persons: readonly RecordId[],
    visit: RecordId,
    database: Database,
  ) => Promise<boolean>
  /** The operator's list of published passwords: a file or folder of SHA-1 digests. */
  readonly breachedPasswords?: string | undefined
  /** Calls to the outside, for keys that a registered client publishes; public addresses only when not given. */
  readonly outgoing?: Outgoing
  /** Addresses and networks of proxies that end TLS for us and may tell of a caller's certificate. None when not given. */
  readonly trustedProxies?: readonly string[]
  /** Authorities, as PEM, whose certificates registered systems may show. */
  readonly clientAuthorities?: readonly string[]
  /** The other server processes, which forget callers with us. None when not given. */
  readonly siblings?: Siblings
  /** Told of failures of ours that the OpenID provider answers by itself, for the server's log, which strikes what it must. */
  readonly logFailure?: (error: unknown) => void
  /** Whether synthetic accounts may sign in. */
  readonly demo: boolean
  /** The person that owns a citizen number, when there is one. */
  readonly findPerson: (citizenNumber: CitizenNumber) => Promise<RecordId | undefined>
  /** Every key under which a person is filed, the asked one first. */
  readonly keysOf: (person: RecordId) => Promise<readonly RecordId[]>
  /** The facilities of a province. */
  readonly facilitiesOf: (province: string) => Promise<readonly FacilityCode[]>
  /** The name of a facility, when there is one. */
  readonly facilityName: (facility: FacilityCode) => Promise<string | undefined>
  /** The name of a province as the list has it, `Tỉnh Quảng Ngãi`, when the code stands in it. */
  readonly provinceName: (province: string) => Promise<string | undefined>
}

/** Who is calling and how they sign in, for one server process. */
export type Access = {
  /** The caller by bearer token or session cookie. A token, session or account that ends is still known for up to 5 s. */
  readonly identify: (request: FastifyRequest) => Promise<Caller | undefined>
  readonly onForbidden: Door['onForbidden']
  /** Whether the caller proved within the last minutes who they are; for the door. */
  readonly isConfirmed: (caller: Caller) => boolean
  /** Adds sign-in, session, accounts, wire-door administration and the OpenID provider to the door. Call once, before it listens. */
  readonly mount: (door: Door) => void
  /** Keeps that a child came under a guardian's number, in the transaction of the dossier that tells it. */
  readonly noteGuardian: (trx: Trx, tie: GuardianTie) => Promise<void>
  /** The tokens and passwords of hospital software. */
  readonly wire: WireDesk
  /** A link by which the first administrator sets a password, or undefined when one has. A new link ends the former. */
  readonly makeFirstAdministratorLink: () => Promise<string | undefined>
  /** Removes what has expired; for a loop, hourly. Answers whether there may be more. */
  readonly sweep: () => Promise<boolean>
}
