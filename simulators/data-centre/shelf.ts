import { textAt } from '../state-service/envelope.ts'
import type { Fault } from '../state-service/faults.ts'
import type { Work } from '../state-service/service.ts'

type Kept = { readonly key: string; readonly action: string; receptions: number; content: unknown }

/** The data centre's shelf of profiles, by type and number. A record that came before under the same key is taken and not counted twice. */
export function profileShelf(): Work {
  const records = new Map<string, Kept>()
  const accepted = new Map<string, number>()
  const actions: Record<string, number> = {}
  return {
    path: '/api/v1/profile-batches',
    name: 'C12',
    take: (content, fault) => {
      const given = recordsIn(content)
      if (given === undefined) return undefined
      const answers = given.map((record) => acknowledge(record, fault))
      given.forEach((record, index) => {
        if (answers[index]?.result !== 'accepted') return
        const key = textAt(record, 'key') ?? ''
        const place = `${textAt(record, 'type')} ${textAt(record, 'code')}`
        const action = textAt(record, 'action') ?? ''
        const times = (accepted.get(key) ?? 0) + 1
        accepted.set(key, times)
        if (times === 1) actions[action] = (actions[action] ?? 0) + 1
        if (action === 'withdrawn') records.delete(place)
        else records.set(place, { key, action, receptions: times, content: record })
      })
      const half =
        fault?.kind === 'half' ? answers.slice(0, Math.ceil(answers.length / 2)) : answers
      return { acknowledgements: fault?.kind === 'duplicate' ? [...half, ...half] : half }
    },
    state: () => ({
      records: Object.fromEntries(records),
      actions,
      receivedAgain: [...accepted.values()].filter((times) => times > 1).length,
    }),
    clear: () => {
      records.clear()
      accepted.clear()
      for (const name of Object.keys(actions)) delete actions[name]
    },
  }
}

function recordsIn(content: unknown): readonly unknown[] | undefined {
  if (typeof content !== 'object' || content === null || !('records' in content)) return undefined
  return Array.isArray(content.records) ? content.records : undefined
}

/** A record needs its number, and its first table unless it is withdrawn: the real checks are not public. */
function acknowledge(record: unknown, fault: Fault | undefined) {
  const key = textAt(record, 'key') ?? ''
  const code = textAt(record, 'code') ?? ''
  const isChosen = fault?.kind === 'refuse-record' && fault.record === code
  if (isChosen)
    return { key, result: 'refused', code: 'DD_CODE', message: 'Mã danh mục không còn hiệu lực' }
  if (code === '') return { key, result: 'refused', code: 'DD_REQUIRED', message: 'Thiếu mã' }
  return { key, result: 'accepted' }
}
