import type { AccessNeeds } from '../access.ts'
import { makeSealer, type Sealer } from '../sealing.ts'

/** What the proving of factors needs: our ground, and the sealer of what is kept between two pages. */
export type FactorNeeds = Pick<AccessNeeds, 'database' | 'now' | 'random' | 'origin'> & {
  readonly sealer: Sealer
}

export function factorNeeds(
  needs: Pick<AccessNeeds, 'database' | 'now' | 'random' | 'origin' | 'secrets'>,
): FactorNeeds {
  const { database, now, random, origin } = needs
  const sealer = makeSealer(needs.secrets.masterKey, 'second-factor', random)
  return { database, now, random, origin, sealer }
}
