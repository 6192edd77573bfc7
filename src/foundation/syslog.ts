import { createSocket } from 'node:dgram'
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import type { SecurityEvent, Severity } from './security-events.ts'

/** Facility 10, security and authorisation messages (RFC 5424, 6.2.1). */
const FACILITY = 10
const SEVERITY: Readonly<Record<Severity, number>> = { alert: 1, warning: 4, notice: 5 }

/** Private enterprise number for documentation (RFC 5612): the elements are ours, no number is registered. */
const ELEMENT = 'mach@32473'

/** What waits while the receiver is away; past this the oldest goes. Nothing is lost: events stay in the database. */
const WAITING_MAX = 1_000
const RECONNECT_MS = 5_000

export type Syslog = {
  readonly send: (event: SecurityEvent) => void
  readonly end: () => void
}

/**
 * One event as a line of RFC 5424: its rule is the message id, its facts are structured data, and the message is the same
 * as JSON for receivers that read only that.
 */
export function syslogLine(event: SecurityEvent, host: string, process: number): string {
  const { at, rule, severity, subject, detail } = event
  const facts: Readonly<Record<string, string | number | boolean>> = {
    subject,
    severity,
    ...detail,
  }
  const data = Object.entries(facts)
    .map(
      ([name, value]) =>
        ` ${name.replace(/[^\w.-]/g, '_').slice(0, 32)}="${escape(String(value))}"`,
    )
    .join('')
  const priority = FACILITY * 8 + SEVERITY[severity]
  const header = `<${priority}>1 ${at.toISOString()} ${host || '-'} mach ${process} ${rule.slice(0, 32)}`
  return `${header} [${ELEMENT}${data}] ${JSON.stringify({ rule, ...facts })}`
}

/** RFC 5424, 6.3.3: these three are written with a backslash. Line ends would end the message early. */
function escape(value: string): string {
  return value.replace(/["\\\]]/g, (sign) => `\\${sign}`).replace(/[\r\n]/g, ' ')
}

/**
 * Opens the way to a receiver: `udp://host:514` (RFC 5426), `tcp://host:601` (RFC 6587, counted) or `tls://host:6514`
 * (RFC 5425): TLS 1.2 at least, to a receiver whose certificate an authority vouches for. A receiver that is away, or shows no such
 * certificate, is called again every five seconds; meanwhile nothing is sent. Throws at any other address.
 *
 * @param authority PEM of the authority of the receiver's certificate; those that everybody trusts when absent
 */
export function openSyslog(
  address: string,
  host: string,
  process: number,
  authority?: string,
): Syslog {
  const url = new URL(address)
  const [name, port] = [url.hostname.replace(/^\[|\]$/g, ''), Number(url.port || portOf(url))]
  if (url.protocol === 'udp:') return openDatagrams(name, port, host, process)
  const open =
    url.protocol === 'tls:'
      ? () => connectSecurely({ host: name, port, ...secured(name, authority) })
      : () => connect({ host: name, port })
  return openStream(open, url.protocol === 'tls:' ? 'secureConnect' : 'connect', (event) =>
    counted(syslogLine(event, host, process)),
  )
}

function secured(name: string, authority: string | undefined) {
  return {
    minVersion: 'TLSv1.2' as const,
    // An address is no name: it is compared with the certificate, and not asked for by name (RFC 6066).
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ...(authority === undefined ? {} : { ca: authority }),
  }
}

function portOf({ protocol }: URL): string {
  const ports: Readonly<Record<string, string>> = { 'udp:': '514', 'tcp:': '601', 'tls:': '6514' }
  const port = ports[protocol]
  if (port === undefined) throw new Error('MACH_SYSLOG: udp://, tcp:// or tls:// is needed')
  return port
}

function openDatagrams(name: string, port: number, host: string, process: number): Syslog {
  const socket = createSocket(name.includes(':') ? 'udp6' : 'udp4')
  socket.unref()
  socket.on('error', () => undefined)
  return {
    send: (event) => socket.send(syslogLine(event, host, process), port, name, () => undefined),
    end: () => socket.close(),
  }
}

/** Each message by its length, so that line ends inside cannot split it. */
function counted(line: string): string {
  return `${Buffer.byteLength(line)} ${line}`
}

function openStream(
  open: () => Socket,
  ready: 'connect' | 'secureConnect',
  write: (event: SecurityEvent) => string,
): Syslog {
  let waiting: string[] = []
  let socket: Socket | undefined
  let isReady = false
  let again: NodeJS.Timeout | undefined
  const flush = () => {
    if (!isReady || socket === undefined) return
    for (const line of waiting) socket.write(line)
    waiting = []
  }
  const begin = () => {
    const fresh = open()
    socket = fresh
    fresh.unref()
    fresh.on('error', () => undefined)
    fresh.once(ready, () => {
      isReady = true
      flush()
    })
    fresh.once('close', () => {
      isReady = false
      socket = undefined
      again = setTimeout(begin, RECONNECT_MS).unref()
    })
  }
  begin()
  return {
    send: (event) => {
      waiting = [...waiting.slice(1 - WAITING_MAX), write(event)]
      flush()
    },
    end: () => {
      socket?.removeAllListeners('close')
      socket?.end()
      clearTimeout(again)
    },
  }
}
