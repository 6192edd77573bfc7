import { expect } from 'vitest'
import type { DossierAnswer } from '../src/intake/contract.ts'
import type { intakeDoor } from './intake-door.ts'
import { fileOf, outpatientVisit } from './sample-dossiers.ts'

/** Calls on the routes of intake as a clerk, another facility's clerk (`other`) or an officer would make them. */

export type Door = Awaited<ReturnType<typeof intakeDoor>>
export type Json = Record<string, unknown>

export const XML = { 'content-type': 'application/xml' }

export async function call(
  door: Door,
  method: 'GET' | 'POST',
  url: string,
  payload?: Buffer | Json,
  headers: Record<string, string> = {},
  caller = 'clerk',
) {
  const content = payload === undefined ? {} : { payload }
  return door.app.inject({ method, url, headers: { 'x-caller': caller, ...headers }, ...content })
}

export const submit = (
  door: Door,
  file: Buffer,
  query = '',
  headers: Record<string, string> = XML,
) => call(door, 'POST', `/intake/dossiers${query}`, file, headers)

export async function accepted(
  door: Door,
  changes: Record<string, string> = {},
): Promise<DossierAnswer> {
  const answer = await submit(door, fileOf([outpatientVisit(changes)]))
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<DossierAnswer>()
}

export async function get<Answer>(door: Door, url: string, caller = 'clerk'): Promise<Answer> {
  const answer = await call(door, 'GET', url, undefined, {}, caller)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<Answer>()
}

/** A dossier with an error: the sex is not one. */
export const FAULTY = fileOf([outpatientVisit({ GIOI_TINH: '9', MA_LK: 'SAI.1', MA_BN: 'BN9' })])
