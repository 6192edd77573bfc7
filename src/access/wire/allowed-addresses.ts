import { BlockList, isIP } from 'node:net'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'

/**
 * Reads addresses and networks, IPv4 and IPv6: `203.0.113.7`, `10.1.0.0/16`, `2001:db8::/48`.
 * Refuses `access.address-malformed` and names the entry; a network of the whole world (`/0`) is refused too.
 */
export function parseAllowedAddresses(entries: readonly string[]): Outcome<readonly string[]> {
  const wrong = entries.find((entry) => !isAddressOrNetwork(entry.trim()))
  return wrong === undefined
    ? accept(entries.map((entry) => entry.trim().toLowerCase()))
    : refuse('incorrect', 'access.address-malformed', wrong)
}

function isAddressOrNetwork(entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  if (bits === undefined) return true
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128)
}

/** Whether an address is one of those, or in one of their networks. An IPv4 address in IPv6 dress is the IPv4 address. */
export function isAllowed(entries: readonly string[], address: string): boolean {
  return isIn(listOf(entries), address)
}

function listOf(entries: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) {
    const [net = '', bits] = entry.split('/')
    const family = familyOf(net)
    if (bits === undefined) list.addAddress(net, family)
    else list.addSubnet(net, Number(bits), family)
  }
  return list
}

function isIn(list: BlockList, address: string): boolean {
  const bare = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').replace(/%.*$/, '')
  return isIP(bare) !== 0 && list.check(bare, familyOf(bare))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

const LOOPBACK = listOf(['127.0.0.0/8', '::1'])

/** Whether a call came from this very machine. */
export function isLoopback(address: string): boolean {
  return isIn(LOOPBACK, address)
}
