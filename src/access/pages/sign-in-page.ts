import { html } from './html.ts'
import { type Language, page } from './page.ts'

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
  demo: 'Demonstration, invented data. Accounts: clerk@01999, doctor@01999, officer@51, admin, citizen@ and the personal ID. The password stands in the terminal.',
}

const messages = { vi, en }

export type SignInPage = {
  readonly language: Language
  /** Where the form goes: the address of this step of sign-in. */
  readonly action: string
  readonly name: string
  readonly demo: boolean
  readonly problem?: 'failed' | { readonly waitMinutes: number }
}

/** Where a person types name and password. Works without script, on a phone, with a password manager. */
export function signInPage({ language, action, name, demo, problem }: SignInPage): string {
  const say = messages[language]
  const wrong =
    problem === undefined
      ? undefined
      : problem === 'failed'
        ? say.failed
        : say.mustWait(problem.waitMinutes)
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
<p class="hint">${say.forgotten}</p>
${demo && html`<div class="note"><p>${say.demo}</p></div>`}`
  const other = `${action}?lang=${language === 'vi' ? 'en' : 'vi'}&name=${encodeURIComponent(name)}`
  return page(language, say.title, content, other)
}
