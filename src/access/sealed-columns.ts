import type { SealedColumn } from '#foundation/reseal-store'
import type { MasterKeys } from '#foundation/secrets'
import type { RandomBytes } from '#vocabulary/record-id'
import { makeSealer, type RotatingSealer } from './sealing.ts'

/** Everything of this room that lies sealed under the master key, for when another takes its place. */
export function sealedColumns(masterKeys: MasterKeys, random: RandomBytes): SealedColumn[] {
  const factors = resealBy(makeSealer(masterKeys, 'second-factor', random))
  const provider = resealBy(makeSealer(masterKeys, 'provider', random))
  const consent = resealBy(makeSealer(masterKeys, 'consent', random))
  return [
    { table: 'access.second_factor', reseal: factors },
    { table: 'access.sign_in_step', reseal: factors },
    { table: 'access.provider_item', reseal: provider },
    { table: 'access.signing_key', where: ['purpose', 'id-token'], reseal: provider },
    { table: 'access.signing_key', where: ['purpose', 'consent'], reseal: consent },
    { table: 'access.break_glass', reseal: consent },
  ]
}

/** Seals anew what another than the newest secret sealed. */
export function resealBy(sealer: RotatingSealer): SealedColumn['reseal'] {
  return (sealed) => {
    if (sealer.isNewest(sealed)) return 'newest'
    const plain = sealer.open(sealed)
    return plain === undefined ? 'unreadable' : sealer.seal(plain)
  }
}
