import { html } from './html.ts'
import { type Language, page } from './page.ts'

const vi = {
  title: 'Đặt mật khẩu',
  lead: 'Đặt mật khẩu cho tài khoản',
  rule: 'Ít nhất 14 ký tự, có chữ hoa, chữ thường, chữ số và ký tự đặc biệt.',
  ruleWithFactor: 'Ít nhất 8 ký tự, vì tài khoản này còn có xác thực lớp thứ hai.',
  never: 'Không dùng tên của bạn, mật khẩu dễ đoán hoặc một trong 10 mật khẩu gần nhất.',
  tooOld:
    'Mật khẩu đã quá hai tháng. Quản trị viên đổi mật khẩu định kỳ; đặt mật khẩu mới để tiếp tục.',
  password: 'Mật khẩu mới',
  again: 'Nhập lại mật khẩu mới',
  keep: 'Lưu mật khẩu',
  problems: {
    'access.password-too-short': 'Mật khẩu quá ngắn.',
    'access.password-own-name': 'Mật khẩu chứa tên hoặc tên đăng nhập của bạn.',
    'access.password-common': 'Mật khẩu này nhiều người dùng hoặc đã bị lộ trên mạng.',
    'access.password-reused': 'Mật khẩu này là một trong 10 mật khẩu gần nhất của bạn.',
    'access.password-too-long': 'Mật khẩu dài quá 200 ký tự.',
    'access.password-monotonous':
      'Mật khẩu cần ít nhất 6 ký tự khác nhau, không lặp một ký tự quá 3 lần liền nhau.',
    'access.password-too-simple': 'Mật khẩu thiếu chữ hoa, chữ thường, chữ số hoặc ký tự đặc biệt.',
    differ: 'Hai lần nhập không giống nhau.',
  },
  doneTitle: 'Đã lưu mật khẩu',
  done: 'Mật khẩu đã được lưu. Liên kết này không dùng được nữa.',
  signIn: 'Đăng nhập',
}

const en: typeof vi = {
  title: 'Set a password',
  lead: 'Set the password of account',
  rule: 'At least 14 characters, with upper and lower case, a digit and a special character.',
  ruleWithFactor: 'At least 8 characters, because this account has a second factor besides.',
  never: 'Not your name, not one that is easily guessed, not one of your last 10.',
  tooOld:
    'The password is older than two months. Administrators change theirs regularly; set a new one to go on.',
  password: 'New password',
  again: 'New password again',
  keep: 'Keep the password',
  problems: {
    'access.password-too-short': 'The password is too short.',
    'access.password-own-name': 'The password contains your name or your sign-in name.',
    'access.password-common': 'Many people use this password, or it was published.',
    'access.password-reused': 'This password is one of your last 10.',
    'access.password-too-long': 'The password is longer than 200 characters.',
    'access.password-monotonous':
      'The password needs six different characters, none more than three times in a row.',
    'access.password-too-simple':
      'The password lacks upper case, lower case, a digit or a special character.',
    differ: 'The two entries differ.',
  },
  doneTitle: 'Password kept',
  done: 'The password is kept. This link is of no more use.',
  signIn: 'Sign in',
}

const messages = { vi, en }

export type PasswordProblem = keyof typeof vi.problems

export function isPasswordProblem(code: string): code is PasswordProblem {
  return Object.hasOwn(vi.problems, code)
}

export type PasswordPage = {
  readonly language: Language
  readonly action: string
  /** The address of the same page in the other language, when it is not the form's own. */
  readonly other?: string
  readonly signInName: string
  /** Whether eight characters suffice. */
  readonly withSecondFactor: boolean
  readonly why?: 'too-old'
  readonly problem?: PasswordProblem
}

/** Where a person sets a password: by a one-time link, or at sign-in because the old one is too old. */
export function passwordPage(shown: PasswordPage): string {
  const { language, action, signInName, problem } = shown
  const say = messages[language]
  const content = html`<h1>${say.title}</h1>
<p>${say.lead} <code>${signInName}</code></p>
${shown.why !== undefined && html`<p class="soft">${say.tooOld}</p>`}
${problem !== undefined && html`<div class="bad" role="alert" id="problem"><p>${say.problems[problem]}</p></div>`}
<form method="post" action="${action}">
<input type="hidden" name="lang" value="${language}">
<input type="hidden" name="username" value="${signInName}" autocomplete="username">
<label for="password">${say.password}</label>
<input id="password" name="password" type="password" autocomplete="new-password" required maxlength="200" aria-describedby="rule" autofocus>
<p class="hint" id="rule">${shown.withSecondFactor ? say.ruleWithFactor : say.rule} ${say.never}</p>
<label for="again">${say.again}</label>
<input id="again" name="again" type="password" autocomplete="new-password" required maxlength="200">
<button type="submit">${say.keep}</button>
</form>`
  const other = `${shown.other ?? action}?lang=${language === 'vi' ? 'en' : 'vi'}`
  return page(language, say.title, content, other)
}

/** Where the portal leads everybody to the own first page. */
const ARRIVAL = '/bat-dau'

export function passwordKeptPage(language: Language, signInName: string): string {
  const say = messages[language]
  const account = encodeURIComponent(signInName)
  const next = `/session/sign-in?lang=${language}&account=${account}&return=${ARRIVAL}`
  return page(
    language,
    say.doneTitle,
    html`<h1>${say.doneTitle}</h1>
<p>${say.done}</p>
<a class="button" href="${next}">${say.signIn}</a>`,
  )
}
