import type { FastifyRequest } from 'fastify'
import { isRecordId, type RecordId } from '#vocabulary/record-id'

/**
 * The person whom a call asks for, as the address of its route names one (`:person`); undefined where it names none, or what
 * stands there is no key of a person. Whether there is such a person is not looked at.
 */
export function personAsked({ params }: Pick<FastifyRequest, 'params'>): RecordId | undefined {
  if (typeof params !== 'object' || params === null || !('person' in params)) return undefined
  const named = typeof params.person === 'string' ? params.person.toLowerCase() : ''
  return isRecordId(named) ? named : undefined
}
