import { BlockList, isIP } from 'node:net'

/** Every IPv4 network that is not the public Internet. Source: IANA IPv4 Special-Purpose Address Registry; RFC 1918, 3927, 6598, 5737, 1112. */
const CLOSED_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

/**
 * Within 2000::/3, the only global unicast space, what carries or documents something else: IETF protocols with Teredo,
 * documentation, 6to4. Source: IANA IPv6 Special-Purpose Address Registry; RFC 4380, 3849, 3056, 9637.
 */
const CLOSED_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const closed = new BlockList()
for (const [net, bits] of CLOSED_V4) closed.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of CLOSED_V6) closed.addSubnet(net, bits, 'ipv6')
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')

/**
 * Whether an address belongs to the public Internet: not this machine, not a private or link-local network, not the
 * metadata service of a cloud, not a group, not an IPv4 address in IPv6 dress. Whatever is not an address is not public.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  const family = isIP(bare)
  if (family === 4) return !closed.check(bare, 'ipv4')
  if (family === 6) return globalUnicast.check(bare, 'ipv6') && !closed.check(bare, 'ipv6')
  return false
}

/** A host as it stands in an address for a browser: `127.0.0.1`, `[::1]`, `mach.example`. */
export function hostInUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host
}
