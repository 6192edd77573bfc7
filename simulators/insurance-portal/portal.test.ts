import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../tests/simulators.ts'

const MD5 = createHash('md5').update('mat-khau').digest('hex').toUpperCase()

async function token(portal: Simulator, password = MD5) {
  const answer = await fetch(`${portal.url}/api/token/take`, {
    method: 'POST',
    body: new URLSearchParams({ username: '51001_BV', password }),
  })
  const said: { maKetQua: string; APIKey: null | Record<string, string> } = JSON.parse(
    await answer.text(),
  )
  return said
}

function dossier(fields: Readonly<Record<string, string>> = {}): string {
  const visit: Record<string, string> = {
    MA_LK: '51001.1',
    HO_TEN: 'HÀ VĂN RƠ',
    SO_CCCD: '051085000011',
    NGAY_SINH: '198501010000',
    GIOI_TINH: '1',
    MA_CSKCB: '51001',
    NGAY_VAO: '202611100730',
    NGAY_RA: '202611101100',
    CHAN_DOAN_RV: 'Sốt xuất huyết &amp; theo dõi',
    ...fields,
  }
  const rows = Object.entries(visit).map(([name, text]) => `<${name}>${text}</${name}>`)
  const table = (name: string, inner: string) =>
    `<FILEHOSO><LOAIHOSO>${name}</LOAIHOSO><NOIDUNGFILE>${Buffer.from(inner).toString('base64')}</NOIDUNGFILE></FILEHOSO>`
  const medicines = `<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC><CHI_TIET_THUOC><MA_LK>${visit['MA_LK'] ?? ''}</MA_LK><TEN_THUOC><![CDATA[Paracetamol 500 mg]]></TEN_THUOC><SO_LUONG>10</SO_LUONG><DON_VI_TINH>Viên</DON_VI_TINH></CHI_TIET_THUOC></DSACH_CHI_TIET_THUOC></CHITIEU_CHITIET_THUOC>`
  return `<GIAMDINHHS><THONGTINDONVI><MACSKCB>51001</MACSKCB></THONGTINDONVI><THONGTINHOSO><DANHSACHHOSO><HOSO>${table('XML1', `<TONG_HOP>${rows.join('')}</TONG_HOP>`)}${table('XML2', medicines)}</HOSO></DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>`
}

async function send(
  portal: Simulator,
  file: string,
  change: { headers?: Record<string, string>; form?: Record<string, string>; path?: string } = {},
) {
  const key = (await token(portal)).APIKey ?? {}
  const answer = await fetch(portal.url + (change.path ?? '/api/qd130/guiHoSoXmlQD3176'), {
    method: 'POST',
    headers: {
      accessToken: key['access_token'] ?? '',
      tokenId: key['id_token'] ?? '',
      passwordHash: MD5,
      ...change.headers,
    },
    body: new URLSearchParams({
      username: '51001_BV',
      loaiHoSo: '130',
      maTinh: '51',
      maCSKCB: '51001',
      fileHSBase64: Buffer.from(file).toString('base64'),
      ...change.form,
    }),
  })
  const said: Record<string, string> = JSON.parse(await answer.text())
  return said
}

test('an accepted dossier is shown in the book of its citizen, and leaves it when it was another’s', async () => {
  await using book = await startSimulator('vneid-book')
  await using portal = await startSimulator(
    'insurance-portal',
    '--judge-after-ms',
    '0',
    '--book',
    book.url,
  )
  const visits = async (number: string) => {
    const held: unknown = await book.get(`/book/${number}?format=json`)
    return held
  }
  expect(await send(portal, dossier())).toMatchObject({
    maKetQua: '200',
    maGiaoDich: expect.stringMatching(/^GD51001/),
    thoiGianTiepNhan: expect.stringMatching(/^\d{14}$/),
  })
  await expect
    .poll(() => visits('051085000011'))
    .toMatchObject({
      visits: [{ linkCode: '51001.1', tables: { XML2: [{ TEN_THUOC: 'Paracetamol 500 mg' }] } }],
    })
  const page = await (await fetch(`${book.url}/book/051085000011`)).text()
  expect(page).toContain('HÀ VĂN RƠ')
  expect(page).toContain('Sốt xuất huyết &#38; theo dõi')
  expect(page).toContain('Chưa có thông tin dị ứng')

  await send(portal, dossier({ SO_CCCD: '051190000017' }))
  await expect
    .poll(() => visits('051190000017'))
    .toMatchObject({ visits: [{ linkCode: '51001.1' }] })
  expect(await visits('051085000011')).toMatchObject({ visits: [] })
})

test('a dossier that lacks a name is received, then returned, and never reaches the book', async () => {
  await using book = await startSimulator('vneid-book')
  await using portal = await startSimulator(
    'insurance-portal',
    '--judge-after-ms',
    '0',
    '--book',
    book.url,
  )
  expect(await send(portal, dossier({ HO_TEN: '' }))).toMatchObject({ maKetQua: '200' })
  const list = async () => (await fetch(`${portal.url}/ket-qua.csv?maCSKCB=51001`)).text()
  await expect.poll(list).toContain('"Trả lại"')
  expect(await list()).toContain('XML1/HO_TEN: không được để trống')
  expect(await book.get('/_state')).toEqual({ books: 0 })
  expect(await (await fetch(portal.url)).text()).toContain('Trả lại')
})

test.each([
  [
    'a passwordHash that is not that of the token',
    { headers: { passwordHash: 'A'.repeat(32) } },
    '401',
  ],
  ['an unknown token', { headers: { accessToken: 'x' } }, '401'],
  ['another loaiHoSo', { form: { loaiHoSo: '0' } }, '205'],
  ['a province that is not the facility’s', { form: { maTinh: '01' } }, '205'],
  ['another facility’s file', { form: { maCSKCB: '51002' } }, '205'],
  ['a file that is none', { form: { fileHSBase64: '!!!' } }, '205'],
])('%s is answered in the portal’s own words', async (_, change, code) => {
  await using portal = await startSimulator('insurance-portal')
  expect(await send(portal, dossier(), change)).toMatchObject({ maKetQua: code })
  expect(await portal.get('/_state')).toMatchObject({ count: 0 })
})

test('a password that is no MD5 gets no token', async () => {
  await using portal = await startSimulator('insurance-portal')
  expect(await token(portal, 'mat-khau')).toMatchObject({ maKetQua: '401', APIKey: null })
})

test('a fault that does not exist is refused', async () => {
  await using portal = await startSimulator('insurance-portal')
  await expect(portal.post('/_control', { faults: [{ kind: 'asleep' }] })).rejects.toThrow('422')
})

test('all three paths of a dossier and of a check-in are served', async () => {
  await using portal = await startSimulator('insurance-portal')
  for (const variant of ['130', '4750', '3176'])
    expect(
      await send(portal, dossier(), { path: `/api/qd130/guiHoSoXmlQD${variant}` }),
    ).toMatchObject({ maKetQua: '200' })
  const checkIn = `<GIAMDINHHS><THONGTINDONVI><MACSKCB>51001</MACSKCB></THONGTINDONVI><TRANG_THAI_KCB><MA_LK>51001.1</MA_LK></TRANG_THAI_KCB></GIAMDINHHS>`
  for (const variant of ['130', '4750', '3176'])
    expect(
      await send(portal, checkIn, {
        path: `/api/qd130/checkInKcbQd${variant}`,
        form: { loaiHoSo: '0' },
      }),
    ).toMatchObject({ maKetQua: '200' })
  expect(await portal.get('/_state')).toMatchObject({ count: 1, checkIns: 1 })
})
