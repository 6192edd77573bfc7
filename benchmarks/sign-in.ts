import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkSignIn } from '../src/access/accounts/check-sign-in.ts'
import { createAccount } from '../src/access/accounts/create-account.ts'
import { setPasswordByLink } from '../src/access/accounts/set-password.ts'
import { beginTotp, finishTotp } from '../src/access/factors/enrol-factor.ts'
import { factorNeeds } from '../src/access/factors/factor-needs.ts'
import { proveCode } from '../src/access/factors/prove-factor.ts'
import { codeOf } from '../src/access/testing/authenticator.ts'
import { startEmbeddedPostgres } from '../src/foundation/embedded-postgres.ts'
import { inTransaction, openDatabase } from '../src/foundation/database.ts'
import { migrate } from '../src/foundation/migrations.ts'
import { percentiles, round } from './percentiles.ts'

/**
 * How long the server takes to let somebody in: the password with Argon2id, then the code of an authenticator, each with its
 * statements and its audit record; and how long a wrong name takes, which must look the same. Beside it the hash alone.
 * Run: ./mach bench sign-in [--json]. Aim: 300 ms for the whole.
 */
const ROUNDS = 100
const PASSWORD = 'Thuyền Về Bến 48!'
const ADDRESS = '127.0.0.1'

const folder = await mkdtemp(join(tmpdir(), 'mach-bench-'))
const cluster = await startEmbeddedPostgres(folder)
const applicationPassword = randomBytes(12).toString('hex')
await migrate(cluster.url, applicationPassword)
const url = new URL(cluster.url)
url.username = 'mach_app'
url.password = applicationPassword
const database = openDatabase(url.href)
try {
  await measure()
} finally {
  await database.destroy()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

async function measure(): Promise<void> {
  const clock = { ms: Date.now() }
  const needs = {
    database,
    now: () => new Date(clock.ms),
    random: (count: number) => new Uint8Array(randomBytes(count)),
    origin: 'http://127.0.0.1:8080',
    secrets: { masterKey: randomBytes(32).toString('base64'), cookieKey: 'c', demoPassword: 'd' },
    demo: false,
    facilityName: async () => undefined,
  }
  const by = { account: 'system', name: 'system', role: 'system', address: ADDRESS } as const
  const account = { signInName: 'lan.admin', name: 'Lan', role: 'administrator' } as const
  const made = await inTransaction(database, (trx) =>
    createAccount(trx, { now: needs.now(), random: needs.random, by }, account),
  )
  if (!made.ok) throw new Error(made.problems[0].code)
  const set = await setPasswordByLink(needs, made.value.token, PASSWORD, ADDRESS)
  if (!set.ok) throw new Error(set.problems[0].code)

  const ground = factorNeeds(needs)
  const caller = {
    account: 'lan.admin',
    name: 'Lan',
    role: 'administrator',
    address: ADDRESS,
  } as const
  const { secret } = await beginTotp(ground, 'bench', set.value)
  await finishTotp(ground, 'bench', caller, { code: codeOf(secret, needs.now()) })

  const password: number[] = []
  const code: number[] = []
  const wrongName: number[] = []
  const processor: number[] = []
  for (let count = 0; count < ROUNDS; count += 1) {
    // Each round is a day later: a code works once, and no brake holds.
    clock.ms += 86_400_000 / 4
    const cpu = process.cpuUsage()
    password.push(
      await taken(() => checkSignIn(needs, { name: 'lan.admin', password: PASSWORD }, ADDRESS)),
    )
    code.push(await taken(() => proveCode(ground, caller, codeOf(secret, needs.now()))))
    const { user, system } = process.cpuUsage(cpu)
    processor.push((user + system) / 1_000)
    wrongName.push(
      await refused(() =>
        checkSignIn(needs, { name: `nobody.${count}`, password: PASSWORD }, ADDRESS),
      ),
    )
  }
  const whole = password.map((milliseconds, at) => milliseconds + (code[at] ?? 0))
  const answer = {
    rounds: ROUNDS,
    passwordMs: percentiles(password),
    codeMs: percentiles(code),
    wholeMs: percentiles(whole),
    /** Of the server's process alone; what other work on the machine adds to the time is not in it. */
    processorMs: percentiles(processor),
    wrongNameMs: percentiles(wrongName),
    aimMs: 300,
  }
  process.stdout.write(
    process.argv.includes('--json')
      ? `${JSON.stringify(answer)}\n`
      : `${Object.entries(answer)
          .map(
            ([name, value]) =>
              `${name}: ${typeof value === 'number' ? round(value) : JSON.stringify(value)}`,
          )
          .join('\n')}\n`,
  )
}

async function taken(work: () => Promise<{ readonly ok: boolean }>): Promise<number> {
  const started = performance.now()
  const { ok } = await work()
  if (!ok) throw new Error('the sign-in was refused')
  return performance.now() - started
}

async function refused(work: () => Promise<{ readonly ok: boolean }>): Promise<number> {
  const started = performance.now()
  const { ok } = await work()
  if (ok) throw new Error('nobody was let in')
  return performance.now() - started
}
