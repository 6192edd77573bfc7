/**
 * The processes of one server beside each other: what one must tell the others, and what only one may do at a time.
 * All of them run the same program on the same database; anything that must survive is there, not here.
 */
export type Siblings = {
  /** How many processes share the load, this one included. */
  readonly count: number
  /** Tells every other process, soon and at most once; nobody waits for it. */
  readonly tell: (topic: string) => void
  /** Called when another process has told of the topic. */
  readonly hear: (topic: string, listener: () => void) => void
  /** Does `work` while no other process does its own under this name; they take turns as they came. */
  readonly inTurn: <Value>(name: string, work: () => Promise<Value>) => Promise<Value>
}

/** A server of one process: nobody to tell, nobody to wait for. */
export const ALONE: Siblings = {
  count: 1,
  tell: () => undefined,
  hear: () => undefined,
  inTurn: (_name, work) => work(),
}

/** What processes say to their parent and it to them. */
export type Word =
  | { readonly mach: 'tell'; readonly topic: string }
  | { readonly mach: 'ask' | 'granted' | 'leave'; readonly turn: string }
  | { readonly mach: 'duty'; readonly duty: 'announce' | 'sweep' }

export function isWord(said: unknown): said is Word {
  return typeof said === 'object' && said !== null && 'mach' in said
}

/** The channel to the parent, as a process has it. */
export type Channel = {
  readonly say: (word: Word) => void
  readonly onWord: (listener: (word: Word) => void) => void
}

/**
 * The siblings of a process whose parent answers by `makeTurns` and passes on what is told.
 * Within one process the caller sees to it that it asks for one turn of a name at a time.
 */
export function siblingsOver(channel: Channel, count: number): Siblings {
  const listeners = new Map<string, (() => void)[]>()
  const granted = new Map<string, (() => void)[]>()
  channel.onWord((word) => {
    if (word.mach === 'tell') for (const listener of listeners.get(word.topic) ?? []) listener()
    if (word.mach === 'granted') granted.get(word.turn)?.shift()?.()
  })
  return {
    count,
    tell: (topic) => channel.say({ mach: 'tell', topic }),
    hear: (topic, listener) => listeners.set(topic, [...(listeners.get(topic) ?? []), listener]),
    inTurn: async (turn, work) => {
      await new Promise<void>((resolve) => {
        granted.set(turn, [...(granted.get(turn) ?? []), resolve])
        channel.say({ mach: 'ask', turn })
      })
      try {
        return await work()
      } finally {
        channel.say({ mach: 'leave', turn })
      }
    },
  }
}

/** The parent's book of turns: who has one, who waits for it. */
export type Turns<Holder> = {
  readonly ask: (turn: string, holder: Holder) => void
  readonly leave: (turn: string, holder: Holder) => void
  /** The holder is no more: what it held and waited for is given up. */
  readonly forget: (holder: Holder) => void
}

/** Gives each turn to one holder at a time, in the order in which they asked. */
export function makeTurns<Holder>(grant: (turn: string, holder: Holder) => void): Turns<Holder> {
  const lines = new Map<string, Holder[]>()
  const leave = (turn: string, holder: Holder) => {
    const line = lines.get(turn) ?? []
    const [first] = line
    const place = line.indexOf(holder)
    if (place < 0) return
    line.splice(place, 1)
    const [next] = line
    if (first === holder && next !== undefined) grant(turn, next)
    if (line.length === 0) lines.delete(turn)
  }
  return {
    ask: (turn, holder) => {
      const line = lines.get(turn) ?? []
      line.push(holder)
      lines.set(turn, line)
      if (line.length === 1) grant(turn, holder)
    },
    leave,
    forget: (holder) => {
      for (const [turn, line] of lines) while (line.includes(holder)) leave(turn, holder)
    },
  }
}
