import type { GuardianTie } from '#access'
import type { Database, Trx } from '#foundation/database'
import type { DataKeys } from '#records'
import type { PracticeMemory, Registry } from '#registry'
import type { RuleSettings } from '#rules'
import type { Lists } from '#terminology'
import type { RandomBytes } from '#vocabulary/record-id'
import type { Gate } from './large-gate.ts'

/** What receiving and reading dossiers takes; put together at the composition root. */
export type IntakeNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  readonly dataKeys: DataKeys
  readonly listsFor: (day: string, facility: string) => Promise<Lists>
  readonly ruleSettings: RuleSettings
  readonly registry: Registry
  /** Who may practise where; absent: nothing is said of it. */
  readonly practice?: PracticeMemory | undefined
  /** Keeps that a child came under a guardian's number; absent where nobody acts for anybody. */
  readonly noteGuardian?: ((trx: Trx, tie: GuardianTie) => Promise<void>) | undefined
}

/** The same at a door, where large bodies go one at a time. */
export type DoorNeeds = IntakeNeeds & { readonly gate: Gate }
