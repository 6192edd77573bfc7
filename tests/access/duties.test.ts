import { describe, expect, test } from 'vitest'
import { PURPOSES } from '#vocabulary/purpose'
import { decide } from '../../src/access/policy/decide.ts'
import { FACILITIES, NOW, TREATING } from './policy-worlds.ts'

describe('duties', () => {
  const standingOpen = { account: 'open', licence: 'not-recorded' } as const
  const [own, other] = FACILITIES
  if (own === undefined || other === undefined) throw new Error('no world')
  const clerk = { ...TREATING.caller, role: 'facility-clerk' as const }
  const officer = { ...TREATING.caller, role: 'department-officer' as const, province: '51' }

  test('a clerk reads the dossiers of the own facility, and of no other', () => {
    const asked = (facility: typeof own) =>
      decide(
        clerk,
        'read-own-dossiers',
        { kind: 'facility', facility, standing: standingOpen },
        'administration',
        NOW,
      )
    expect(asked(own)).toMatchObject({ permit: true, facility: own })
    expect(asked(other)).toEqual({ permit: false, reason: 'access.outside-reach' })
  })

  test('an officer sees the totals of the own province, the ministry those of all', () => {
    const totals = (caller: typeof officer, province?: string) =>
      decide(
        caller,
        'read-totals',
        { kind: 'totals', standing: standingOpen, ...(province ? { province } : {}) },
        'quality',
        NOW,
      )
    expect(totals(officer, '51').permit).toBe(true)
    expect(totals(officer, '01')).toMatchObject({ reason: 'access.outside-reach' })
    expect(totals(officer)).toMatchObject({ reason: 'access.outside-reach' })
    const ministry = { ...officer, role: 'ministry-officer' as never }
    expect(totals(ministry).permit).toBe(true)
  })

  test.each(PURPOSES)('an analyst sees totals for statistics and research only: %s', (purpose) => {
    const analyst = { ...TREATING.caller, role: 'analyst' as const }
    const decision = decide(
      analyst,
      'read-totals',
      { kind: 'totals', standing: standingOpen },
      purpose,
      NOW,
    )
    expect(decision.permit).toBe(purpose === 'statistics' || purpose === 'research')
  })
})
