import { html } from './html.ts'
import { type Language, page } from './page.ts'

const vi = {
  title: 'Đặt mật khẩu',
  lead: 'Đặt mật khẩu cho tài khoản',
  rule: 'Ít nhất 14 ký tự, có chữ hoa, chữ thường, chữ số và ký tự đặc biệt.',
  password: 'Mật khẩu mới',
  again: 'Nhập lại mật khẩu mới',
  keep: 'Lưu mật khẩu',
  problems: {
    'access.password-too-short': 'Mật khẩu ngắn hơn 14 ký tự.',
    'access.password-too-long': 'Mật khẩu dài quá 200 ký tự.',
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
  password: 'New password',
  again: 'New password again',
  keep: 'Keep the password',
  problems: {
    'access.password-too-short': 'The password is shorter than 14 characters.',
    'access.password-too-long': 'The password is longer than 200 characters.',
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

/** Where a person sets a password by a one-time link. */
export function passwordPage(
  language: Language,
  action: string,
  signInName: string,
  problem?: PasswordProblem,
): string {
  const say = messages[language]
  const content = html`<h1>${say.title}</h1>
<p>${say.lead} <code>${signInName}</code></p>
${problem !== undefined && html`<div class="bad" role="alert" id="problem"><p>${say.problems[problem]}</p></div>`}
<form method="post" action="${action}">
<input type="hidden" name="lang" value="${language}">
<input type="hidden" name="username" value="${signInName}" autocomplete="username">
<label for="password">${say.password}</label>
<input id="password" name="password" type="password" autocomplete="new-password" required maxlength="200" aria-describedby="rule" autofocus>
<p class="hint" id="rule">${say.rule}</p>
<label for="again">${say.again}</label>
<input id="again" name="again" type="password" autocomplete="new-password" required maxlength="200">
<button type="submit">${say.keep}</button>
</form>`
  return page(language, say.title, content, `${action}?lang=${language === 'vi' ? 'en' : 'vi'}`)
}

export function passwordKeptPage(language: Language, signInName: string): string {
  const say = messages[language]
  const next = `/session/sign-in?lang=${language}&account=${encodeURIComponent(signInName)}`
  return page(
    language,
    say.doneTitle,
    html`<h1>${say.doneTitle}</h1>
<p>${say.done}</p>
<a class="button" href="${next}">${say.signIn}</a>`,
  )
}
