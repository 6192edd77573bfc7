import { z } from 'zod'
import { type AuditCaller, recordAudit } from '#audit'
import { inTransaction, type Trx } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { Account } from '../accounts/account.ts'
import { needsSecondFactor, rulesAt } from '../accounts/account-rules.ts'
import type { NoticeKind } from '../recovery/notice.ts'
import { insertNotice } from '../recovery/notice-store.ts'
import { keepPending, findPending, takePending } from '../sessions/pending-store.ts'
import { readFactorName } from './factor.ts'
import type { FactorNeeds } from './factor-needs.ts'
import {
  countFactors,
  countRecoveryCodes,
  deleteFactor,
  holdAccount,
  insertPasskey,
  insertTotp,
  listPasskeys,
  type NewFactor,
  replaceRecoveryCodes,
} from './factor-store.ts'
import { passkeyCreation, passkeyHost, readNewPasskey } from './passkey.ts'
import { newRecoveryCode, recoveryCodeHash } from './recovery-code.ts'
import { newTotpSecret, totpAddress, totpStep } from './totp.ts'
import { tokenHash } from '../sealing.ts'

/** Recovery codes to be shown once: with the first factor; none with a further one. */
export type Enrolled = { readonly codes: readonly string[] }

type Who = Pick<Account, 'id' | 'signInName' | 'name'>

const Secret = z.object({ secret: z.string() })
const Challenge = z.object({ challenge: z.string() })

/** A secret for an authenticator, kept until its first code proves that the telephone has it. A second call shows the same one. */
export async function beginTotp(
  needs: FactorNeeds,
  of: string,
  who: Who,
): Promise<{ readonly secret: string; readonly address: string }> {
  const known = Secret.safeParse(await findPending(needs, 'enrol-totp', of))
  const secret = known.success ? known.data.secret : newTotpSecret(needs.random)
  await keepPending(needs, 'enrol-totp', of, { secret })
  return { secret, address: totpAddress(secret, who.signInName) }
}

/**
 * Keeps the authenticator once its first code is right.
 * Refuses `access.factor-wrong` (the secret stays and may be tried again), `access.factor-not-begun`, `access.factor-too-many`.
 */
export async function finishTotp(
  needs: FactorNeeds,
  of: string,
  caller: AuditCaller,
  typed: { readonly code: string; readonly name?: string | null | undefined },
): Promise<Outcome<Enrolled>> {
  const begun = Secret.safeParse(await findPending(needs, 'enrol-totp', of))
  if (!begun.success) return refuse('conflict', 'access.factor-not-begun')
  const now = needs.now()
  const { driftSteps } = rulesAt(now).secondFactor
  const step = totpStep(begun.data.secret, typed.code, now, driftSteps, undefined)
  if (step === undefined) return refuse('incorrect', 'access.factor-wrong', 'code')
  await takePending(needs, 'enrol-totp', of)
  return enrol(
    needs,
    caller,
    'totp',
    readFactorName(typed.name, 'Ứng dụng xác thực'),
    async (trx, factor) => {
      await insertTotp(trx, factor, needs.sealer.seal(begun.data.secret), step)
      return true
    },
  )
}

/** What a browser needs to make a passkey; undefined where our host can have none. */
export async function beginPasskey(
  needs: FactorNeeds,
  of: string,
  who: Who,
): Promise<object | undefined> {
  const host = passkeyHost(needs.origin)
  if (host === undefined) return undefined
  const known = await listPasskeys(needs.database, who.id)
  // The handle tells the browser's keys apart by account; it says nothing of the person.
  const owner = { ...who, handle: tokenHash(`passkey:${who.id}`) }
  const options = await passkeyCreation(host, needs.random(32), owner, known)
  await keepPending(needs, 'enrol-passkey', of, { challenge: options.challenge })
  return options
}

/** Keeps the passkey that the browser made. Refuses `access.passkey-wrong`, `access.factor-too-many`. */
export async function finishPasskey(
  needs: FactorNeeds,
  of: string,
  caller: AuditCaller,
  made: { readonly answer: unknown; readonly name?: string | null | undefined },
): Promise<Outcome<Enrolled>> {
  const begun = Challenge.safeParse(await takePending(needs, 'enrol-passkey', of))
  const passkey = begun.success
    ? await readNewPasskey(needs.origin, begun.data.challenge, made.answer)
    : undefined
  if (passkey === undefined) return refuse('incorrect', 'access.passkey-wrong', 'passkey')
  return enrol(
    needs,
    caller,
    'passkey',
    readFactorName(made.name, 'Khóa truy cập'),
    (trx, factor) => insertPasskey(trx, factor, passkey),
  )
}

function enrol(
  needs: FactorNeeds,
  caller: AuditCaller,
  kind: 'totp' | 'passkey',
  name: string,
  insert: (trx: Trx, factor: NewFactor) => Promise<boolean>,
): Promise<Outcome<Enrolled>> {
  const now = needs.now()
  const { factorsMax } = rulesAt(now).secondFactor
  const id = Buffer.from(needs.random(12)).toString('base64url')
  return inTransaction(needs.database, async (trx) => {
    await holdAccount(trx, caller.account)
    if ((await countFactors(trx, caller.account)) >= factorsMax)
      return refuse('conflict', 'access.factor-too-many')
    const factor = { id, account: caller.account, kind, name, createdAt: now }
    if (!(await insert(trx, factor))) return refuse('conflict', 'access.passkey-wrong', 'passkey')
    await note(trx, needs, caller, 'factor-added', { kind })
    const isFirst = (await countRecoveryCodes(trx, caller.account)) === 0
    return accept({ codes: isFirst ? await makeCodes(trx, needs, caller.account) : [] })
  })
}

/** New recovery codes, to be shown once; the former ones are of no more use. */
export function renewRecoveryCodes(
  needs: FactorNeeds,
  caller: AuditCaller,
): Promise<Outcome<Enrolled>> {
  return inTransaction(needs.database, async (trx) => {
    await holdAccount(trx, caller.account)
    if ((await countFactors(trx, caller.account)) === 0)
      return refuse('conflict', 'access.factor-none')
    await note(trx, needs, caller, 'recovery-codes-made', {})
    return accept({ codes: await makeCodes(trx, needs, caller.account) })
  })
}

async function makeCodes(trx: Trx, needs: FactorNeeds, account: string): Promise<string[]> {
  const now = needs.now()
  const codes = Array.from({ length: rulesAt(now).secondFactor.recoveryCodes }, () =>
    newRecoveryCode(needs.random),
  )
  const hashes = codes.flatMap((code) => recoveryCodeHash(code) ?? [])
  await replaceRecoveryCodes(trx, account, hashes, now)
  return codes
}

/**
 * Removes one factor of the own account.
 * Refuses `access.no-factor`, and for the last one `access.factor-required` where the role needs one and
 * `access.factor-last-password-short` where the password may not stand alone.
 */
export function removeFactor(
  needs: FactorNeeds,
  caller: AuditCaller,
  account: Account,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  return inTransaction(needs.database, async (trx) => {
    await holdAccount(trx, account.id)
    if (!(await deleteFactor(trx, account.id, id))) return refuse('not-found', 'access.no-factor')
    if ((await countFactors(trx, account.id)) === 0) {
      if (!account.demo && needsSecondFactor(rulesAt(needs.now()), account.role))
        return refuse('conflict', 'access.factor-required')
      if (account.passwordHash !== undefined && !account.passwordAlone)
        return refuse('conflict', 'access.factor-last-password-short')
      await replaceRecoveryCodes(trx, account.id, [], needs.now())
    }
    await note(trx, needs, caller, 'factor-removed', {})
    return accept({})
  })
}

async function note(
  trx: Trx,
  needs: FactorNeeds,
  caller: AuditCaller,
  what: NoticeKind,
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  const at = needs.now()
  await insertNotice(trx, { account: caller.account, at, what })
  await recordAudit(trx, [
    { at, action: 'update', caller, what: 'second-factor', detail: { change: what, ...detail } },
  ])
}
