import { html, type Html, type Piece } from './html.ts'
import { type Language, page } from './page.ts'
import { passkeyForm } from './passkey-form.ts'

const vi = {
  title: 'Đăng nhập',
  lead: 'Dùng tài khoản của chính bạn. Không dùng chung tài khoản.',
  name: 'Tên đăng nhập',
  password: 'Mật khẩu',
  enter: 'Đăng nhập',
  failed: 'Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đã bị khóa.',
  mustWait: (minutes: number) =>
    `Đã thử sai nhiều lần. Vui lòng chờ ${minutes} phút rồi thử lại, hoặc liên hệ quản trị viên của đơn vị.`,
  forgotten: 'Quên mật khẩu? Quản trị viên của đơn vị cấp cho bạn liên kết đặt lại mật khẩu.',
  or: 'hoặc',
  passkey: 'Dùng khóa truy cập',
  wrongPasskey: 'Khóa truy cập không hợp lệ, hoặc tài khoản đã bị khóa.',
  upstream: (name: string) => `Đăng nhập bằng ${name}`,
  demo: 'Bản trình diễn, dữ liệu hư cấu. Tài khoản: clerk@01999, doctor@01999, officer@51, admin, citizen@ và số định danh. Mật khẩu in ở cửa sổ dòng lệnh.',
}

const en: typeof vi = {
  title: 'Sign in',
  lead: 'Use your own account. Accounts are never shared.',
  name: 'Sign-in name',
  password: 'Password',
  enter: 'Sign in',
  failed: 'The name or the password is wrong, or the account is locked.',
  mustWait: (minutes) =>
    `Too many attempts failed. Please wait ${minutes} min and try again, or ask your organisation’s administrator.`,
  forgotten:
    'Forgot the password? Your organisation’s administrator gives you a link to set a new one.',
  or: 'or',
  passkey: 'Use a passkey',
  wrongPasskey: 'The passkey is not valid, or the account is locked.',
  upstream: (name) => `Sign in with ${name}`,
  demo: 'Demonstration, invented data. Accounts: clerk@01999, doctor@01999, officer@51, admin, citizen@ and the personal ID. The password stands in the terminal.',
}

const messages = { vi, en }

export type SignInPage = {
  readonly language: Language
  /** Where the form goes: the address of this step of sign-in. */
  readonly action: string
  readonly name: string
  readonly demo: boolean
  /** What the browser needs to show any passkey of ours; undefined where there can be none. */
  readonly passkey?: object | undefined
  /** The providers of identity beside our own accounts. */
  readonly upstream?: readonly { readonly issuer: string; readonly name: string }[]
  readonly problem?:
    | 'failed'
    | 'passkey'
    | { readonly waitMinutes: number }
    | { readonly text: string }
    | undefined
}

function problemText(say: typeof vi, problem: SignInPage['problem']): string | undefined {
  if (problem === undefined) return undefined
  if (problem === 'failed') return say.failed
  if (problem === 'passkey') return say.wrongPasskey
  return 'text' in problem ? problem.text : say.mustWait(problem.waitMinutes)
}

/** Where a person types name and password. Works without script, on a phone, with a password manager. */
export function signInPage(shown: SignInPage): string {
  const { language, action, name, demo, passkey, problem } = shown
  const say = messages[language]
  const wrong = problemText(say, problem)
  const hasUpstream = (shown.upstream ?? []).length > 0
  const content = html`<h1>${say.title}</h1>
<p class="soft">${say.lead}</p>
${wrong !== undefined && html`<div class="bad" role="alert" id="problem"><p>${wrong}</p></div>`}
<form method="post" action="${action}">
<input type="hidden" name="lang" value="${language}">
<label for="name">${say.name}</label>
<input id="name" name="name" type="text" value="${name}" autocomplete="username" autocapitalize="none" autocorrect="off" spellcheck="false" required maxlength="200"${name === '' && html` autofocus`}${wrong !== undefined && html` aria-describedby="problem" aria-invalid="true"`}>
<label for="password">${say.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200"${name !== '' && html` autofocus`}>
<button type="submit">${say.enter}</button>
</form>
${(passkey !== undefined || hasUpstream) && html`<p class="or">${say.or}</p>`}
${upstreamLinks(shown)}
${
  passkey &&
  passkeyForm({
    language,
    action: `${action}/sign-in-passkey`,
    wish: 'get',
    options: passkey,
    button: say.passkey,
    plain: true,
  })
}
<p class="hint">${say.forgotten}</p>
${demo && html`<div class="note"><p>${say.demo}</p></div>`}`
  const other = `${action}?lang=${language === 'vi' ? 'en' : 'vi'}&name=${encodeURIComponent(name)}`
  return page(language, say.title, content, other, passkey !== undefined)
}

function upstreamLinks({ language, action, upstream = [] }: SignInPage): Piece {
  const say = messages[language]
  const links = upstream.map(
    ({ issuer, name }) =>
      html`<a class="button plain" href="${action}/upstream/${issuer}?lang=${language}">${say.upstream(name)}</a>`
        .html,
  )
  return { html: links.join('\n') as Html }
}
