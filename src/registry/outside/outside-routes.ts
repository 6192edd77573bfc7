import { type Door, serve } from '#foundation/serve'
import { listOutsideRecords, readOutside, resendOutside } from './outside-contract.ts'
import { listOpenRecords, type OutsideReading, readConnections, resend } from './read-outside.ts'

/** Binds what is told of the connections to State systems. */
export function outsideRoutes(door: Door, needs: OutsideReading): void {
  serve(door, readOutside, (caller) =>
    readConnections(needs, caller, {
      resend: caller.rights.has('outside.resend'),
      seeRecords: caller.rights.has('registry.read'),
    }),
  )
  serve(door, listOutsideRecords, (caller, asked) => listOpenRecords(needs, caller, asked))
  serve(door, resendOutside, (caller, asked) => resend(needs, caller, asked))
}
