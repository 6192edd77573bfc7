import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { provinceMessages } from './make-province.ts'
import { sendProvince } from './send-province.ts'

const SIZE = { persons: 60, visits: 120, years: 1, seed: 3, endDay: '2026-11-20' }

type Arrival = { readonly path: string; readonly authorization: string; readonly xml: string }

const open: Server[] = []

afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

/** A front door that writes down what comes and answers as told. */
async function openDoor(answer: (arrival: Arrival, count: number) => [number, string]) {
  const arrivals: Arrival[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts)
      const isPacked = request.headers['content-encoding'] === 'gzip'
      const arrival = {
        path: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        xml: (isPacked ? gunzipSync(body) : body).toString('utf8'),
      }
      arrivals.push(arrival)
      const [status, text] = answer(arrival, arrivals.length)
      response.writeHead(status, { 'content-type': 'application/json' }).end(text)
    })
  })
  open.push(server)
  const port = await new Promise<number>((ready) => {
    server.listen(0, '127.0.0.1', () => ready(portOf(server.address())))
  })
  return { to: `http://127.0.0.1:${port}`, arrivals }
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address ? address.port : 0
}

test('every dossier and check-in arrives once, as its facility, and those of one household in their order', async () => {
  const door = await openDoor(() => [201, '{"status":"accepted"}'])
  const progress: number[] = []
  const counts = await sendProvince({
    ...SIZE,
    to: door.to,
    gzip: true,
    token: (facility) => Promise.resolve(`clerk-${facility}`),
    onProgress: (done) => progress.push(done),
  })

  const written = [...provinceMessages(SIZE)]
  const checkIns = written.filter((one) => one.kind === 'check-in')
  const accepted = written.length - checkIns.length
  expect(checkIns.length).toBeGreaterThan(0)
  expect(counts).toEqual({ accepted, refused: 0, repeated: 0, checkIns: checkIns.length })
  expect(progress.at(-1)).toBe(
    written.filter((one) => one.kind === 'dossier' && !one.isCorrection).length,
  )
  const arrived = door.arrivals.map((arrival) => arrival.xml)
  expect(new Set(arrived)).toEqual(new Set(written.map((one) => one.xml)))
  for (const { path, authorization, xml } of door.arrivals) {
    const [tag, isCheckIn] = [
      xml.includes('<MACSKCB>') ? 'MACSKCB' : 'MA_CSKCB',
      path.endsWith('/check-ins'),
    ]
    expect(tag === 'MA_CSKCB').toBe(isCheckIn)
    expect(xml).toContain(`<${tag}>${authorization.replace('Bearer clerk-', '')}</${tag}>`)
  }
  for (const household of new Set(written.map((one) => one.household))) {
    const own = written.filter((message) => message.household === household).map((one) => one.xml)
    expect(arrived.filter((xml) => own.includes(xml))).toEqual(own)
  }
})

test('findings count as refused; a busy server is asked again with the same bytes', async () => {
  const door = await openDoor((_, count) =>
    count === 1 ? [503, 'later'] : count % 10 === 0 ? [422, '{"status":"refused"}'] : [201, '{}'],
  )
  const counts = await sendProvince({
    ...SIZE,
    visits: 40,
    concurrency: 1,
    to: door.to,
    token: () => Promise.resolve('t'),
  })

  expect(counts.refused).toBe(Math.floor(door.arrivals.length / 10))
  expect(counts.accepted + counts.checkIns + counts.refused).toBe(door.arrivals.length - 1)
  expect(door.arrivals[0]?.xml).toBe(door.arrivals[1]?.xml)
})

test('an answer that is no verdict ends the sending', async () => {
  const door = await openDoor(() => [403, '{"code":"forbidden"}'])
  const sending = sendProvince({
    ...SIZE,
    visits: 30,
    to: door.to,
    token: () => Promise.resolve('t'),
  })
  await expect(sending).rejects.toThrow('403')
})
