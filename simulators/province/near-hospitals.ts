import type { Facility } from './facilities.ts'
import { type Commune, communes } from './province-data.ts'

/** The regional hospitals of the former province in which the commune lies; Lý Sơn has its own. */
export function hospitalsOfSide(facilities: readonly Facility[], commune: Commune): Facility[] {
  const side = facilities.filter(
    (one) => one.kind === 'regional-hospital' && one.code.startsWith(commune.formerProvince),
  )
  const near = side.filter(
    (one) => communeAt(one.commune)?.formerDistrict === commune.formerDistrict,
  )
  if (near.length > 0) return near
  return side.filter((one) => one.code !== '51014')
}

function communeAt(code: string): Commune | undefined {
  return communes.find((one) => one.code === code)
}
