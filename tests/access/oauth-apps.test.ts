import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addApp,
  answerConsent,
  authorizeFields,
  beginFlow,
  codeOf,
  openConsent,
  readAs,
  redeem,
  REDIRECT,
  withProof,
} from './oauth-app.ts'
import { CITIZEN, isRefused, makeKeys, oauthWorld, type OauthWorld } from './oauth-world.ts'

let world: OauthWorld
let app: string
beforeAll(async () => {
  world = await oauthWorld()
  app = await addApp(world)
})
afterAll(() => world[Symbol.asyncDispose]())

const LABS = 'patient/Observation.rs'

async function tokens(scopes: readonly string[] = [LABS], changed: Record<string, string> = {}) {
  const flow = await beginFlow(world, app)
  const answer = await redeem(world, flow, await codeOf(world, flow, scopes, changed))
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  const { access_token: access, refresh_token: refresh } = answer.body
  return { flow, body: answer.body, access: String(access), refresh: String(refresh) }
}

describe('a citizen’s app', () => {
  test('reads what the citizen ticked and nothing else, with its key and for this citizen only', async () => {
    const { flow, body, access } = await tokens()
    expect(body).toMatchObject({
      token_type: 'DPoP',
      expires_in: 900,
      patient: world.person,
      need_patient_banner: true,
      scope: `openid launch/patient ${LABS}`,
    })
    expect(body['refresh_token']).toBeUndefined()
    expect(await readAs(world, flow.keys, access, '/book/labs')).toMatchObject({
      status: 200,
      body: {
        account: expect.stringMatching(/^citizen-[0-9a-f]{16}$/),
        role: 'citizen',
        person: world.person,
        client: { id: app, kind: 'app', scopes: ['launch/patient', LABS] },
        rights: ['book.read-own'],
      },
    })
    for (const path of ['/book/summary', '/book/access'])
      expect(await readAs(world, flow.keys, access, path), path).toMatchObject({ status: 403 })
  })

  test('that was given laboratory results alone still reads them', async () => {
    const lab = `${LABS}?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory`
    const { flow, access } = await tokens([lab], { scope: `openid ${lab}` })
    expect(await readAs(world, flow.keys, access, '/book/labs')).toMatchObject({ status: 200 })
  })

  test('that was given vital signs does not read laboratory results', async () => {
    const vital = `${LABS}?category=vital-signs`
    const { flow, access } = await tokens([vital], { scope: `openid ${vital}` })
    expect(await readAs(world, flow.keys, access, '/book/labs')).toMatchObject({ status: 403 })
  })

  test('is shown in plain words, nothing is ticked, and the page runs no script', async () => {
    const flow = await beginFlow(world, app)
    const page = await openConsent(flow, authorizeFields(world, flow))
    expect(page.text).toContain('Sổ tay huyết áp')
    expect(page.text).toContain('Đọc kết quả xét nghiệm và chỉ số đo')
    expect(page.text).toContain('Đọc chẩn đoán')
    expect(page.text).not.toMatch(/<script|checked/)
    const english = await flow.browser.open(`${page.url}?lang=en`)
    expect(english.text).toContain('Read diagnoses')
    expect(english.headers.get('content-security-policy')).toContain(
      "form-action 'self' https://app.example",
    )
    const empty = await flow.browser.submit(page.url, { decision: 'allow', days: '30' })
    expect(empty.status).toBe(400)
    expect(empty.text).toContain('Chọn ít nhất một mục')
  })

  test('hears when the citizen says no', async () => {
    const flow = await beginFlow(world, app)
    const page = await openConsent(flow, authorizeFields(world, flow))
    const back = await answerConsent(world, flow, page, [LABS], 'refuse')
    expect(back.origin + back.pathname).toBe(REDIRECT)
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      error: 'access_denied',
      state: 'state-1',
      iss: world.issuer,
    })
  })

  test('cannot be given what was not asked, nor what the app was not registered for', async () => {
    const small = await addApp(world, {
      scopes: ['openid', 'launch/patient', 'patient/Observation.rs'],
    })
    const flow = await beginFlow(world, small)
    const page = await openConsent(
      flow,
      authorizeFields(world, flow, {
        scope: 'openid launch/patient patient/*.cruds patient/Observation.rs',
      }),
    )
    expect(page.text).not.toContain('toàn bộ sổ sức khỏe')
    const back = await answerConsent(world, flow, page, ['patient/*.cruds', 'user/*.rs', LABS])
    const { body } = await redeem(world, flow, back.searchParams.get('code') ?? '')
    expect(body['scope']).toBe(`openid launch/patient ${LABS}`)
  })

  test('is listed for the citizen, who takes it back: its tokens end at once', async () => {
    const { flow, access, refresh } = await tokens([LABS, 'offline_access'], {
      scope: `openid offline_access launch/patient ${LABS}`,
    })
    expect(await readAs(world, flow.keys, access, '/book/labs')).toMatchObject({ status: 200 })
    const { body } = await world.as(CITIZEN, '/apps/own')
    const [newest] = body['apps'] as { grant: string; client: string; scopes: { vi: string }[] }[]
    expect(newest).toMatchObject({ client: app, name: 'Sổ tay huyết áp' })
    expect(newest?.scopes.map(({ vi }) => vi)).toContain('Đọc kết quả xét nghiệm và chỉ số đo')

    const path = `/apps/own/${newest?.grant ?? ''}/end`
    expect(await world.as('citizen@051090000124', path, {})).toMatchObject({ status: 404 })
    expect(await world.as(CITIZEN, path, {})).toMatchObject({ status: 200 })
    expect(await readAs(world, flow.keys, access, '/book/labs')).toMatchObject({ status: 401 })
    isRefused(await refreshWith(flow, refresh))
    expect(await world.as(CITIZEN, path, {})).toMatchObject({ status: 404 })
  })

  test('that may go on does, with a new refresh token each time', async () => {
    const { flow, refresh } = await tokens([LABS, 'offline_access'], {
      scope: `openid offline_access launch/patient ${LABS}`,
    })
    const again = await refreshWith(flow, refresh)
    expect(again).toMatchObject({ status: 200, body: { patient: world.person } })
    expect(again.body['refresh_token']).not.toBe(refresh)
    expect(
      await readAs(world, flow.keys, String(again.body['access_token']), '/book/labs'),
    ).toMatchObject({ status: 200 })
  })
})

function refreshWith(
  flow: { app: string; keys: Awaited<ReturnType<typeof makeKeys>> },
  refresh: string,
  keys = flow.keys,
) {
  return withProof(world, keys, {
    grant_type: 'refresh_token',
    refresh_token: refresh,
    client_id: flow.app,
  })
}
