import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { intakeDoor, WIRE_ACCOUNT } from '../../../tests/intake-door.ts'
import { checkIn, checkInFileOf, fileOf, outpatientVisit } from '../../../tests/sample-dossiers.ts'
import { accept, refuse } from '../../vocabulary/outcome.ts'

type Door = Awaited<ReturnType<typeof intakeDoor>>
type Json = Record<string, unknown>

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

async function post(door: Door, url: string, fields: Record<string, string>, headers: Json = {}) {
  const answer = await door.app.inject({
    method: 'POST',
    url,
    headers: { ...FORM, ...(headers as Record<string, string>) },
    payload: new URLSearchParams(fields).toString(),
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<Json>()
}

async function signIn(door: Door) {
  const answer = await post(door, '/api/token/take', {
    username: WIRE_ACCOUNT.username,
    password: WIRE_ACCOUNT.md5,
  })
  const key = answer['APIKey'] as Record<string, string>
  return {
    accessToken: key['access_token'] ?? '',
    tokenId: key['id_token'] ?? '',
    passwordHash: WIRE_ACCOUNT.md5,
  }
}

async function send(door: Door, file: Buffer, path = '/api/qd130/guiHoSoXmlQD3176') {
  return post(
    door,
    path,
    {
      username: WIRE_ACCOUNT.username,
      loaiHoSo: '130',
      maTinh: '01',
      maCSKCB: '01999',
      fileHSBase64: file.toString('base64'),
    },
    await signIn(door),
  )
}

async function count(door: Door, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.raw(table)}`.execute(
    door.owner,
  )
  return rows[0]?.n ?? -1
}

describe('the wire form of the insurance portal', () => {
  test('gives a token pair in the portal’s own words', async () => {
    await using door = await intakeDoor()
    const answer = await post(door, '/api/token/take', {
      username: WIRE_ACCOUNT.username,
      password: WIRE_ACCOUNT.md5.toLowerCase(),
    })
    expect(answer).toMatchObject({
      maKetQua: '200',
      APIKey: { token_type: 'bearer', username: WIRE_ACCOUNT.username },
    })
    expect((answer['APIKey'] as Json)['expires_in']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  })

  test('takes a dossier: 200, our receipt as maGiaoDich, recorded and queued', async () => {
    await using door = await intakeDoor()
    const file = fileOf([outpatientVisit()])
    const answer = await send(door, file)
    expect(answer).toMatchObject({ maKetQua: '200' })
    expect(answer['thoiGianTiepNhan']).toMatch(/^\d{14}$/)
    const { rows } = await sql<{ receipt: string; door: string; status: string }>`
      select receipt, door, status from intake.submission`.execute(door.owner)
    expect(rows).toEqual([{ receipt: answer['maGiaoDich'], door: 'wire', status: 'accepted' }])
    expect(await send(door, file)).toMatchObject({
      maKetQua: '200',
      maGiaoDich: answer['maGiaoDich'],
    })
    expect(await count(door, 'delivery.message')).toBe(1)
  })

  test.each([
    ['QD130', '4750'],
    ['QD4750', '4750'],
    ['QD3176', '3176'],
  ])('delivers what came by %s as %s', async (form, variant) => {
    await using door = await intakeDoor()
    await send(door, fileOf([outpatientVisit()]), `/api/qd130/guiHoSoXml${form}`)
    const { rows } = await sql`select variant from delivery.message`.execute(door.owner)
    expect(rows).toEqual([{ variant }])
  })

  test('takes a dossier with errors as well, its findings readable in thongDiep', async () => {
    await using door = await intakeDoor()
    const answer = await send(door, fileOf([outpatientVisit({ GIOI_TINH: '9' })]))
    expect(answer['maKetQua']).toBe('200')
    expect(answer['thongDiep']).toMatch(/Đã tiếp nhận, còn lỗi/)
    expect(answer['thongDiep']).toMatch(/Lỗi XML1\/GIOI_TINH: /)
    expect(String(answer['thongDiep']).length).toBeLessThan(4_000)
    expect(await count(door, 'delivery.message')).toBe(1)
  })

  test('takes a check-in by each of its addresses', async () => {
    await using door = await intakeDoor()
    for (const [index, form] of ['Qd130', 'Qd4750', 'Qd3176'].entries()) {
      const file = checkInFileOf([checkIn({ MA_LK: `C${index}` })])
      expect(await send(door, file, `/api/qd130/checkInKcb${form}`)).toMatchObject({
        maKetQua: '200',
      })
    }
    const { rows } = await sql`select distinct kind from delivery.message`.execute(door.owner)
    expect(rows).toEqual([{ kind: 'check-in' }])
  })

  test('reads base64 whose plus signs were not encoded', async () => {
    await using door = await intakeDoor()
    const file = Buffer.concat([fileOf([outpatientVisit()]), Buffer.from('<!-- ~~~>>>??? -->\n')])
    const base64 = file.toString('base64')
    const answer = await door.app.inject({
      method: 'POST',
      url: '/api/qd130/guiHoSoXmlQD3176',
      headers: { ...FORM, ...(await signIn(door)) },
      payload: `username=${WIRE_ACCOUNT.username}&maCSKCB=01999&fileHSBase64=${base64}`,
    })
    expect(answer.json<Json>()['maKetQua'], answer.body).toBe('200')
  })

  test('refuses what cannot be read (205) and what is another facility’s (403), and keeps both', async () => {
    await using door = await intakeDoor()
    const unreadable = await send(door, Buffer.from('<a>'))
    expect(unreadable).toMatchObject({ maKetQua: '205' })
    expect(unreadable['thongDiep']).toMatch(/Chưa tiếp nhận – cần sửa/)
    expect(await send(door, fileOf([outpatientVisit()], { facility: '51001' }))).toMatchObject({
      maKetQua: '403',
    })
    expect(await count(door, 'intake.submission')).toBe(2)
    expect(await count(door, 'people.person')).toBe(0)
  })

  test('refuses a wrong password, a foreign address, a made-up token, another facility’s code', async () => {
    await using door = await intakeDoor()
    const fields = { username: WIRE_ACCOUNT.username, password: 'A'.repeat(32) }
    expect(await post(door, '/api/token/take', fields)).toMatchObject({
      maKetQua: '401',
      APIKey: null,
    })
    const elsewhere = await door.app.inject({
      method: 'POST',
      url: '/api/token/take',
      headers: FORM,
      remoteAddress: '203.0.113.9',
      payload: new URLSearchParams({ ...fields, password: WIRE_ACCOUNT.md5 }).toString(),
    })
    expect(elsewhere.json<Json>()['maKetQua']).toBe('403')

    const file = fileOf([outpatientVisit()]).toString('base64')
    const form = { username: WIRE_ACCOUNT.username, maCSKCB: '01999', fileHSBase64: file }
    const path = '/api/qd130/guiHoSoXmlQD3176'
    const madeUp = { accessToken: 'x', tokenId: 'y', passwordHash: WIRE_ACCOUNT.md5 }
    expect(await post(door, path, form, madeUp)).toMatchObject({ maKetQua: '401', maGiaoDich: '' })
    expect(await post(door, path, form)).toMatchObject({ maKetQua: '401' })
    const good = await signIn(door)
    expect(await post(door, path, { ...form, maCSKCB: '51001' }, good)).toMatchObject({
      maKetQua: '403',
    })
    expect(await post(door, path, { ...form, fileHSBase64: '***' }, good)).toMatchObject({
      maKetQua: '205',
    })
    expect(await count(door, 'intake.submission')).toBe(0)
  })
})

describe('card look-up', () => {
  const ask = async (door: Door, body: Json) => {
    const { accessToken, tokenId, passwordHash } = await signIn(door)
    const query = new URLSearchParams({
      token: accessToken,
      id_token: tokenId,
      username: WIRE_ACCOUNT.username,
      password: passwordHash,
    })
    const answer = await door.app.inject({
      method: 'POST',
      url: `/api/egw/KQNhanLichSuKCB2024?${query.toString()}`,
      payload: body,
    })
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json<Json>()
  }
  const question = {
    maThe: 'GD4010000000001',
    hoTen: 'NGUYỄN THỊ MẪU',
    ngaySinh: '12/05/1990',
    hoTenCb: 'LÊ VĂN TIẾP ĐÓN',
    cccdCb: '001085000001',
  }

  test('is relayed with the operator’s name and number, and answered in the portal’s own fields', async () => {
    const asked: unknown[] = []
    await using door = await intakeDoor((own, given) => {
      asked.push([own, given])
      const answer = { maKetQua: '000', ghiChu: 'Thẻ còn giá trị sử dụng', maThe: given.maThe }
      const result = { code: '000', kind: 'valid' } as never
      return Promise.resolve(
        accept({
          answer,
          resultCode: '000',
          result,
          live: true,
          askedAt: new Date(0),
          ageMinutes: 0,
        }),
      )
    })
    expect(await ask(door, question)).toEqual({
      maKetQua: '000',
      ghiChu: 'Thẻ còn giá trị sử dụng',
      maThe: question.maThe,
    })
    expect(asked).toEqual([['01999', question]])
  })

  test('says so when the portal is away and nothing is known, and when the question is incomplete', async () => {
    await using door = await intakeDoor(() =>
      Promise.resolve(refuse('unavailable', 'delivery.card-portal-away')),
    )
    expect(await ask(door, question)).toMatchObject({ maKetQua: '500' })
    expect(await ask(door, { hoTen: 'x' })).toMatchObject({ maKetQua: '205' })
  })

  test('is refused without a session', async () => {
    await using door = await intakeDoor()
    const answer = await door.app.inject({
      method: 'POST',
      url: '/api/egw/KQNhanLichSuKCB2024?username=x',
      payload: question,
    })
    expect(answer.json<Json>()['maKetQua']).toBe('401')
  })
})
