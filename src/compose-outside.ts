import { createPrivateKey, X509Certificate } from 'node:crypto'
import {
  type Channel,
  type ChannelEnds,
  type ChannelsEnds,
  openPace,
  stateServiceSender,
} from '#delivery'
import type { Loop } from '#foundation/loops'
import type { Outgoing } from '#foundation/outgoing'
import {
  type OutsideChannel,
  outsideEnds,
  type OutsideIdentity,
  outsideLoops,
  type OutsideNeeds,
} from '#registry'
import type { Settings } from './settings.ts'

/** Identity checks in a second, where the operator says nothing: 5. The agreement with C06 will say. */
const CHECKS_PER_SECOND = 5

/** Credentials and batches in a second: enough to spread a first load, far below what a service bears. */
const MESSAGES_PER_SECOND = 20

const NO_SENDER = '0000000000000'

type Receiver = { readonly url: string; readonly secret: string; readonly perSecond: number }

/** The receivers that the operator has set. Throws when one stands there without its secret. */
function receiversOf(settings: Partial<Settings>): ReadonlyMap<Channel, Receiver> {
  const asked = [
    ['data-centre', settings.MACH_DATA_CENTRE_URL, settings.MACH_DATA_CENTRE_SECRET],
    ['population-database', settings.MACH_POPULATION_URL, settings.MACH_POPULATION_SECRET],
    ['vneid', settings.MACH_CREDENTIAL_URL, settings.MACH_CREDENTIAL_SECRET],
  ] as const
  const checks = settings.MACH_POPULATION_PER_SECOND ?? CHECKS_PER_SECOND
  return new Map(
    asked.flatMap(([channel, url, secret]): [Channel, Receiver][] => {
      if (url === undefined) return []
      if (secret === undefined) throw new Error(`settings: ${channel} has an address and no secret`)
      const perSecond = channel === 'population-database' ? checks : MESSAGES_PER_SECOND
      return [[channel, { url, secret, perSecond }]]
    }),
  )
}

/** Which receivers of the registry are set up here; the insurance's catalogue goes where dossiers go. */
export function outsideChannelsOf(settings: Partial<Settings>): ReadonlySet<OutsideChannel> {
  const hasKey = settings.MACH_OUTSIDE_KEY !== undefined && settings.MACH_OUTSIDE_CERT !== undefined
  if (!hasKey) return new Set()
  const receivers = receiversOf(settings)
  const channels: OutsideChannel[] = ['data-centre', 'population-database', 'vneid']
  const ours = channels.filter((one) => receivers.has(one))
  return new Set(
    settings.MACH_INSURANCE_PORTAL_URL === undefined ? ours : [...ours, 'insurance-portal'],
  )
}

/**
 * What the registry sends to State systems, put together: the loops that find what is owed, and the ends of its channels. Without a key to
 * sign with nothing is sent and nothing is looked for: it waits.
 */
export function openOutside(
  ground: Omit<OutsideNeeds, 'identity'> & { readonly outgoing: Outgoing },
  settings: Settings,
  portal: ChannelEnds | undefined,
): { readonly loops: Loop[]; readonly channels: ChannelsEnds } {
  const { MACH_OUTSIDE_KEY: key, MACH_OUTSIDE_CERT: certificate } = settings
  const dossiers = portal === undefined ? {} : { 'insurance-portal': portal }
  if (key === undefined || certificate === undefined) return { loops: [], channels: dossiers }
  const identity: OutsideIdentity = {
    privateKey: createPrivateKey(key),
    certificate: new X509Certificate(certificate).raw,
    sender: settings.MACH_OUTSIDE_SENDER ?? NO_SENDER,
  }
  const ends = outsideEnds(ground)
  const services = [...receiversOf(settings)].map(([channel, { url, secret, perSecond }]) => {
    const service = { address: new URL(url), secret, outgoing: ground.outgoing }
    const sender = stateServiceSender(service, ground.now)
    return [channel, { ...ends, sender, pace: openPace(perSecond, ground.now) }] as const
  })
  return {
    loops: outsideLoops({ ...ground, identity }, outsideChannelsOf(settings)),
    channels: {
      ...Object.fromEntries(services),
      ...(portal === undefined ? {} : { 'insurance-portal': withCatalogues(portal, ends) }),
    },
  }
}

/** To the insurance go dossiers, whose bytes lie with the intake, and the registry's catalogues. */
function withCatalogues(
  portal: ChannelEnds,
  catalogues: Required<Pick<ChannelEnds, 'readPayload' | 'settle'>>,
): ChannelEnds {
  return {
    ...portal,
    readPayload: (message) =>
      message.kind === 'staff-catalogue'
        ? catalogues.readPayload(message)
        : portal.readPayload(message),
    settle: async (trx, message, settled) => {
      if (message.kind === 'staff-catalogue') await catalogues.settle(trx, message, settled)
    },
  }
}
