/** A place on the earth, in degrees (WGS 84). */
export type Position = { readonly latitude: number; readonly longitude: number }

/** Kilometres east and north on a flat map. */
export type Spot = { readonly east: number; readonly north: number }

/** Length of a degree of longitude at 16° north, the middle of the country, and of a degree of latitude: km. */
export const EAST_KM = 107.01
export const NORTH_KM = 110.66
const EARTH_KM = 6_371

/** Where a position lies on the flat map by which what is near is found: good to 4 % within the country. */
export function spotOf({ latitude, longitude }: Position): Spot {
  return { east: longitude * EAST_KM, north: latitude * NORTH_KM }
}

/** The distance as the crow flies, in km to one decimal. */
export function kilometresBetween(one: Position, other: Position): number {
  const [from, to] = [radians(one.latitude), radians(other.latitude)]
  const east = radians(other.longitude - one.longitude)
  const half =
    Math.sin((to - from) / 2) ** 2 + Math.cos(from) * Math.cos(to) * Math.sin(east / 2) ** 2
  return Math.round(20 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(half)))) / 10
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
