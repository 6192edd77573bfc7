import type { CodeLists, ListDefinition } from '#workbooks/contract'
import type { Asked, Told } from './judge-worker.ts'

export type Findings = Extract<Told, { tell: 'judged' | 'unreadable' }>

/** A workbook that was judged on this device. `write` gives it back with the reasons beside its rows. */
export type JudgedFile = {
  readonly file: File
  readonly findings: Findings
  readonly write: () => Promise<Blob | undefined>
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

let worker: Worker | undefined

/** Judges a workbook beside the page, which stays alive meanwhile. A second call ends the first. */
export async function judgeFile(
  file: File,
  list: { readonly definition: ListDefinition; readonly codes: CodeLists },
  onProgress: (rows: number) => void,
): Promise<JudgedFile> {
  worker?.terminate()
  const own = new Worker(new URL('./judge-worker.ts', import.meta.url), { type: 'module' })
  worker = own
  const bytes = await file.arrayBuffer()
  const findings = await asked(own, { ask: 'judge', bytes, ...list }, onProgress)
  if (findings.tell !== 'judged' && findings.tell !== 'unreadable')
    throw new Error('the worker told something else')
  return {
    file,
    findings,
    write: async () => {
      const told = await asked(own, { ask: 'write' }, onProgress)
      if (told.tell !== 'written' || told.bytes === undefined) return undefined
      return new Blob([told.bytes], { type: WORKBOOK })
    },
  }
}

function asked(own: Worker, ask: Asked, onProgress: (rows: number) => void): Promise<Told> {
  return new Promise((resolve, reject) => {
    const heard = new AbortController()
    const hear = ({ data }: MessageEvent<Told>) => {
      if (data.tell === 'progress') onProgress(data.rows)
      else {
        heard.abort()
        resolve(data)
      }
    }
    const fail = (event: ErrorEvent) => {
      heard.abort()
      reject(new Error(event.message))
    }
    own.addEventListener('message', hear, { signal: heard.signal })
    own.addEventListener('error', fail, { signal: heard.signal })
    own.postMessage(ask, ask.ask === 'judge' ? [ask.bytes] : [])
  })
}
