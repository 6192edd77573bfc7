import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type Archive, openArchive } from './archive.ts'
import { showInBook } from './book-client.ts'
import { answerCard } from './cards.ts'
import { type Catalogues, openCatalogues } from './catalogue.ts'
import { linkCodeOf } from './dossier-file.ts'
import { type Call, type Fault, readFaults, strike } from './faults.ts'
import { resultList, secondsOf, statusPage } from './pages.ts'
import type { PortalSettings } from './settings.ts'
import { openTokens, type Tokens } from './tokens.ts'

/** The paths of the interface and what each is for. */
const PATHS: Readonly<Record<string, Call>> = {
  '/api/token/take': 'token',
  '/api/qd130/checkInKcbQd130': 'check-in',
  '/api/qd130/checkInKcbQd4750': 'check-in',
  '/api/qd130/checkInKcbQd3176': 'check-in',
  '/api/qd130/guiHoSoXmlQD130': 'dossier',
  '/api/qd130/guiHoSoXmlQD4750': 'dossier',
  '/api/qd130/guiHoSoXmlQD3176': 'dossier',
  '/api/egw/KQNhanLichSuKCB2024': 'card',
  '/api/egw/guiDanhMuc02DM': 'catalogue',
}

/** A dossier file of 20 MB, twice base64, form-encoded. */
const BODY_BYTES_MAX = 64 * 1024 * 1024

const NO_CALLS = { token: 0, 'check-in': 0, dossier: 0, card: 0, catalogue: 0 }

type World = {
  readonly settings: PortalSettings
  readonly tokens: Tokens
  readonly archive: Archive
  readonly catalogues: Catalogues
  readonly faults: Fault[]
  /** How often each call came, for tests. */
  readonly calls: Record<Call, number>
}

/** A small insurance portal with everything in memory: received at once, judged later, faults by script. */
export async function startInsurancePortal(settings: PortalSettings) {
  const world: World = {
    settings,
    tokens: openTokens(settings),
    archive: openArchive(settings, (dossier, tables) => {
      if (settings.book) void showInBook(settings.book, dossier, tables)
    }),
    catalogues: openCatalogues(),
    faults: [],
    calls: { ...NO_CALLS },
  }
  const server = createServer((request, response) => {
    answer(world, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(settings.port, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : settings.port
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, close }
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://portal')
  const body = await readBody(request)
  const call = PATHS[url.pathname]
  if (call && request.method === 'POST')
    return answerCall(world, call, url, request, body, response)
  if (url.pathname === '/_control') return control(world, request.method, body, response)
  if (url.pathname === '/_state') return json(response, 200, stateOf(world, url))
  if (url.pathname === '/ket-qua.csv') {
    const list = resultList(world.archive, url.searchParams.get('maCSKCB') ?? undefined)
    return send(response, 200, 'text/csv; charset=utf-8', list)
  }
  if (url.pathname === '/') {
    const page = statusPage(world.archive, world.faults, world.settings.now())
    return send(response, 200, 'text/html; charset=utf-8', page)
  }
  return json(response, 404, { maKetQua: '404', thongDiep: 'Không có địa chỉ này' })
}

async function answerCall(
  world: World,
  call: Call,
  url: URL,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
) {
  world.calls[call] += 1
  const form = call === 'card' ? undefined : new URLSearchParams(body.toString('latin1'))
  const fault = strike(world.faults, call, form?.get('maCSKCB') ?? undefined, () =>
    linkCodeOf(Buffer.from(form?.get('fileHSBase64') ?? '', 'base64').toString('utf8')),
  )
  if (fault?.kind === 'down') return response.destroy()
  if (fault?.kind === 'slow') await pause(fault.delayMs)
  if (fault?.kind === '500')
    return json(response, 500, { maKetQua: '500', thongDiep: 'Lỗi máy chủ' })
  if (fault?.kind === '401')
    return json(response, 401, { maKetQua: '401', thongDiep: 'Không xác thực được' })

  const said = form
    ? answerForm(world, call, form, request, fault)
    : lookUp(world, url.searchParams, body)
  if (fault?.kind === 'lost-answer') return response.destroy()
  return json(response, 200, said)
}

function answerForm(
  world: World,
  call: Call,
  form: URLSearchParams,
  request: IncomingMessage,
  fault: Fault | undefined,
): object {
  const field = (name: string) => form.get(name) ?? ''
  if (call === 'token') return world.tokens.take(field('username'), field('password'))

  const header = (name: string) => String(request.headers[name.toLowerCase()] ?? '')
  if (!world.tokens.isGood(header('accessToken'), header('tokenId'), header('passwordHash')))
    return { maKetQua: '401', thongDiep: 'Phiên làm việc không hợp lệ hoặc sai passwordHash' }
  const type = FILE_TYPES[call] ?? []
  const facility = field('maCSKCB')
  if (!type.includes(field('loaiHoSo'))) return refused('205', 'Sai loaiHoSo')
  if (!/^[0-9A-Z]{5}$/.test(facility)) return refused('205', 'Sai maCSKCB')
  if (field('maTinh') !== facility.slice(0, 2)) return refused('205', 'maTinh khác maCSKCB')

  const file = Buffer.from(field('fileHSBase64'), 'base64')
  if (call === 'catalogue') return answerCatalogue(world, facility, String(file), fault)
  const kind = call === 'check-in' ? 'check-in' : 'dossier'
  const reception = world.archive.receive(kind, facility, file)
  if ('error' in reception) return refused('205', reception.error)
  if (fault?.kind === 'duplicate') world.archive.receive(kind, facility, file)
  return {
    maKetQua: '200',
    maGiaoDich: reception.transactionCode,
    thoiGianTiepNhan: secondsOf(reception.receivedAt),
    thongDiep: '',
  }
}

const FILE_TYPES: Readonly<Partial<Record<Call, readonly string[]>>> = {
  'check-in': ['0'],
  dossier: ['130', '3176'],
  catalogue: ['02DM'],
}

function answerCatalogue(world: World, facility: string, file: string, fault: Fault | undefined) {
  const refuse = fault?.kind === 'refuse-row' ? fault.row : undefined
  const received = world.catalogues.receive(facility, file, {
    isHalf: fault?.kind === 'half',
    refuse,
  })
  if ('error' in received) return refused('205', received.error)
  return {
    maKetQua: '200',
    maGiaoDich: received.transactionCode,
    thoiGianTiepNhan: secondsOf(world.settings.now()),
    thongDiep: '',
    dsKetQua: received.answers,
  }
}

function refused(maKetQua: string, thongDiep: string) {
  return { maKetQua, maGiaoDich: '', thoiGianTiepNhan: '', thongDiep }
}

function lookUp(world: World, query: URLSearchParams, body: Buffer): object {
  const given = (name: string) => query.get(name) ?? ''
  if (!world.tokens.isGood(given('token'), given('id_token'), given('password')))
    return { maKetQua: '401', ghiChu: 'Lỗi xác thực tài khoản.' }
  const question: unknown = JSON.parse(body.toString('utf8') || '{}')
  if (typeof question !== 'object' || question === null)
    return { maKetQua: '205', ghiChu: 'Lỗi sai định dạng tham số truyền vào.' }
  return answerCard({ ...question }, world.archive, world.settings.now())
}

/** `{faults:[{kind, calls?, times?, delayMs?, facility?}]}` replaces the faults; `{reset:true}` also empties the memory. */
function control(world: World, method: string | undefined, body: Buffer, response: ServerResponse) {
  if (method === 'GET') return json(response, 200, { faults: world.faults, calls: world.calls })
  const wish: { faults?: unknown; reset?: unknown } = JSON.parse(body.toString('utf8') || '{}')
  const faults = readFaults(wish.faults ?? [])
  if (typeof faults === 'string') return json(response, 422, { error: faults })
  world.faults.splice(0, world.faults.length, ...faults)
  if (wish.reset === true) {
    world.archive.clear()
    world.tokens.clear()
    world.catalogues.clear()
    Object.assign(world.calls, NO_CALLS)
  }
  return json(response, 200, { faults: world.faults })
}

function stateOf(world: World, url: URL) {
  const linkCode = url.searchParams.get('maLK')
  const dossiers = [...world.archive.dossiers.values()]
  const wanted = linkCode === null ? [] : dossiers.filter((one) => one.linkCode === linkCode)
  return {
    count: dossiers.filter(({ kind }) => kind === 'dossier').length,
    checkIns: dossiers.filter(({ kind }) => kind === 'check-in').length,
    calls: world.calls,
    staff: Object.fromEntries(
      [...world.catalogues.facilities].map(([facility, rows]) => [facility, [...rows.values()]]),
    ),
    dossiers: wanted.map(({ waiting, ...one }) => ({ ...one, isWaiting: waiting !== undefined })),
  }
}

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size > BODY_BYTES_MAX) return reject(new Error('too large'))
      parts.push(part)
    })
    request.on('end', () => resolve(Buffer.concat(parts)))
    request.on('error', reject)
  })
}

function json(response: ServerResponse, status: number, content: object) {
  return send(response, status, 'application/json; charset=utf-8', JSON.stringify(content))
}

function send(response: ServerResponse, status: number, type: string, content: string) {
  response.writeHead(status, { 'content-type': type }).end(content)
}
