import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openSealed, seal } from './seal.ts'
import { sealedDeliveryColumns } from './sealed-columns.ts'

const newMaster = () => randomBytes(32).toString('base64')

test('after a rotation the new master key alone opens the account of a facility, and answers about cards are asked for again', () => {
  const [former, fresh] = [newMaster(), newMaster()]
  const [account, answer] = sealedDeliveryColumns(() => [fresh, former], randomBytes)
  const sealed = seal(former, 'portal-account', '51001', 'MD5', randomBytes)
  const anew = account?.reseal(sealed, '51001')
  if (!Buffer.isBuffer(anew)) throw new Error(String(anew))
  expect(openSealed(fresh, 'portal-account', '51001', anew)).toBe('MD5')
  expect(() => openSealed(former, 'portal-account', '51001', anew)).toThrow('another master key')
  expect(account?.reseal(anew, '51001')).toBe('newest')

  const card = seal(former, 'card-answer', '51001', '{}', randomBytes)
  expect(answer?.reseal(card, '51001')).toBe('forget')
  expect(answer?.reseal(seal(fresh, 'card-answer', '51001', '{}', randomBytes), '51001')).toBe(
    'newest',
  )
})

test('a process that has not heard of a new key looks again', () => {
  const [former, fresh] = [newMaster(), newMaster()]
  const sealed = seal(fresh, 'portal-account', '51001', 'MD5', randomBytes)
  const keys = (again = false) => (again ? [fresh, former] : [former])
  expect(openSealed(keys, 'portal-account', '51001', sealed)).toBe('MD5')
})
