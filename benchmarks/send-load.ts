import { Agent, request } from 'node:http'

export type LoadResult = {
  readonly durationsMs: number[]
  readonly seconds: number
  readonly statuses: ReadonlyMap<number, number>
}

/** A closed loop: so many connections, each sends the next dossier as soon as its answer has come. */
export async function sendLoad(
  origin: string,
  tokens: ReadonlyMap<string, string>,
  dossiers: readonly { facility: string; xml: string }[],
  connections: number,
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const durationsMs: number[] = []
  const statuses = new Map<number, number>()
  let next = 0
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let index = next++; index < dossiers.length; index = next++) {
        const dossier = dossiers[index]
        if (dossier === undefined) return
        const sentAt = performance.now()
        const status = await post(origin, agent, tokens.get(dossier.facility) ?? '', dossier.xml)
        durationsMs.push(performance.now() - sentAt)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  agent.destroy()
  return { durationsMs, seconds, statuses }
}

function post(origin: string, agent: Agent, token: string, xml: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/xml',
      'content-length': Buffer.byteLength(xml),
    }
    const call = request(
      `${origin}/intake/dossiers`,
      { method: 'POST', agent, headers },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    call.once('error', reject)
    call.end(xml)
  })
}
