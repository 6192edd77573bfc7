import type { Bilingual } from '#vocabulary/bilingual'

/** What one drop may hold; beyond it the browser would choke before the server could say so. */
const FILES_MAX = 20_000
const UNPACKED_BYTES_MAX = 1024 * 1024 * 1024

export type UnpackedFile = { readonly name: string; readonly content: Blob }
export type Unpacked = {
  readonly files: readonly UnpackedFile[]
  /** What was left out, and why. */
  readonly leftOut: readonly { readonly name: string; readonly why: Bilingual }[]
}

const WHY = {
  notXml: { vi: 'không phải tệp XML hay zip', en: 'neither an XML file nor a zip' },
  outside: {
    vi: 'đường dẫn trong tệp zip trỏ ra ngoài',
    en: 'the path in the zip leads outside',
  },
  broken: { vi: 'tệp zip hỏng, không mở được', en: 'the zip is damaged and cannot be opened' },
  tooMany: { vi: 'quá nhiều hoặc quá lớn cho một lần gửi', en: 'too many or too large at once' },
} satisfies Record<string, Bilingual>

/** Opens zips in the browser, so that each dossier has its own progress and only what is missing is sent again. */
export async function unpackFiles(dropped: readonly File[]): Promise<Unpacked> {
  const files: UnpackedFile[] = []
  const leftOut: { name: string; why: Bilingual }[] = []
  for (const file of dropped) {
    if (/\.xml$/i.test(file.name)) files.push({ name: file.name, content: file })
    else if (/\.zip$/i.test(file.name)) {
      const opened = await openZip(file)
      files.push(...opened.files)
      leftOut.push(...opened.leftOut)
    } else leftOut.push({ name: file.name, why: WHY.notXml })
  }
  const beyond = files.slice(FILES_MAX).map(({ name }) => ({ name, why: WHY.tooMany }))
  return { files: files.slice(0, FILES_MAX), leftOut: [...leftOut, ...beyond] }
}

async function openZip(zip: File): Promise<Unpacked> {
  const { unzip } = await import('fflate')
  const leftOut: { name: string; why: Bilingual }[] = []
  let bytes = 0
  const filter = (entry: { name: string; originalSize: number }): boolean => {
    const name = `${zip.name} / ${entry.name}`
    if (entry.name.endsWith('/') || entry.name.startsWith('__MACOSX/')) return false
    bytes += entry.originalSize
    const why = whyNot(entry.name, bytes)
    if (why !== undefined) leftOut.push({ name, why })
    return why === undefined
  }
  const content = new Uint8Array(await zip.arrayBuffer())
  return new Promise((resolve) => {
    unzip(content, { filter }, (error, entries) => {
      if (error) resolve({ files: [], leftOut: [{ name: zip.name, why: WHY.broken }] })
      else resolve({ files: Object.entries(entries).map(asFile), leftOut })
    })
  })
}

function whyNot(name: string, bytes: number): Bilingual | undefined {
  if (leadsOutside(name)) return WHY.outside
  if (!/\.xml$/i.test(name)) return WHY.notXml
  return bytes > UNPACKED_BYTES_MAX ? WHY.tooMany : undefined
}

/** Whether a path in a zip would leave the folder it is unpacked into. */
export function leadsOutside(path: string): boolean {
  return /^([/\\]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).includes('..')
}

function asFile([name, bytes]: [string, Uint8Array]): UnpackedFile {
  return { name, content: new Blob([new Uint8Array(bytes)], { type: 'application/xml' }) }
}
