/** A stream of chance that is the same for the same seed on every machine: sfc32 (small fast counter). */
export type Random = {
  /** 0 ≤ x < 1. */
  readonly next: () => number
  /** A whole number, both ends included. */
  readonly int: (from: number, to: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <Item>(items: readonly Item[]) => Item
  /** One of the items, each as likely as its weight says. */
  readonly weighted: <Item>(items: readonly Item[], weightOf: (item: Item) => number) => Item
  /** About the middle, as measured values scatter: three draws added, within ±1.5 of `spread` × 2/3. */
  readonly around: (middle: number, spread: number) => number
}

export function makeRandom(seed: string): Random {
  let [a, b, c, d] = seedState(seed)
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let turn = 0; turn < 12; turn += 1) next()

  const pick = <Item>(items: readonly Item[]): Item =>
    take(items, Math.floor(next() * items.length))
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (share) => next() < share,
    pick,
    weighted: (items, weightOf) => {
      let left = next() * items.reduce((sum, item) => sum + weightOf(item), 0)
      for (const item of items) {
        left -= weightOf(item)
        if (left < 0) return item
      }
      return take(items, items.length - 1)
    },
    around: (middle, spread) => middle + (next() + next() + next() - 1.5) * spread,
  }
}

/** Items in an order by chance; the given array stays as it is. */
export function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item)
}

/** The item at a place that is known to be there. */
export function take<Item>(items: readonly Item[], place: number): Item {
  const item = items[place]
  if (item === undefined) throw new Error(`nothing at ${place} of ${items.length}`)
  return item
}

/** Four numbers of 32 bits from a text (cyrb128). */
function seedState(text: string): [number, number, number, number] {
  let [h1, h2, h3, h4] = [1779033703, 3144134277, 1013904242, 2773480762]
  for (let place = 0; place < text.length; place += 1) {
    const unit = text.charCodeAt(place)
    h1 = h2 ^ Math.imul(h1 ^ unit, 597399067)
    h2 = h3 ^ Math.imul(h2 ^ unit, 2869860233)
    h3 = h4 ^ Math.imul(h3 ^ unit, 951274213)
    h4 = h1 ^ Math.imul(h4 ^ unit, 2716044179)
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067)
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233)
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213)
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179)
  return [h1 ^ h2 ^ h3 ^ h4, h2 ^ h1, h3 ^ h1, h4 ^ h1]
}
