import { type Door, serve, serveBytes } from '#foundation/serve'
import * as contracts from './contract.ts'
import { endShare, giveShare, readShares, type ShareNeeds } from './give-share.ts'
import { openShare, PREFLIGHT } from './open-share.ts'

/** What a citizen shares by link, and the door at which the link knocks. */
export function shareRoutes(door: Door, needs: ShareNeeds): void {
  serve(door, contracts.listShares, (caller) => readShares(needs, caller))
  serve(door, contracts.giveShare, (caller, wish) => giveShare(needs, caller, wish))
  serve(door, contracts.endShare, (caller, { id }) => endShare(needs, caller, id))
  serveBytes(door, contracts.openShare, (_caller, request) => openShare(needs, request))
  door.app.options(contracts.openShare.path, (_request, reply) =>
    reply.code(PREFLIGHT.status).headers(PREFLIGHT.headers).send(),
  )
}
