import type { SealedColumn } from '#foundation/reseal-store'
import type { MasterKeys } from '#foundation/secrets'
import type { RandomBytes } from '#vocabulary/record-id'
import { isSealedByNewest, openSealed, seal } from './seal.ts'

/**
 * Everything of this room that lies sealed under the master key, for when another takes its place. Answers about cards are
 * found by a hash under the former one: they are forgotten, and asked for again.
 */
export function sealedDeliveryColumns(keys: MasterKeys, random: RandomBytes): SealedColumn[] {
  return [
    {
      table: 'delivery.portal_account',
      bound: 'facility',
      reseal: (sealed, facility) =>
        isSealedByNewest(keys, 'portal-account', facility, sealed)
          ? 'newest'
          : seal(
              keys,
              'portal-account',
              facility,
              openSealed(keys, 'portal-account', facility, sealed),
              random,
            ),
    },
    {
      table: 'delivery.card_answer',
      bound: 'facility',
      reseal: (sealed, facility) =>
        isSealedByNewest(keys, 'card-answer', facility, sealed) ? 'newest' : 'forget',
    },
  ]
}
