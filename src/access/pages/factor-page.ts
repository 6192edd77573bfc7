import { html } from './html.ts'
import { type Language, page } from './page.ts'
import { passkeyForm } from './passkey-form.ts'

const vi = {
  title: 'Xác thực lớp thứ hai',
  lead: 'Nhập mã 6 chữ số trong ứng dụng xác thực, hoặc một mã khôi phục trên giấy.',
  onlyPasskey: 'Dùng khóa truy cập của bạn, hoặc một mã khôi phục trên giấy.',
  code: 'Mã xác thực',
  recovery: 'Mã khôi phục',
  enter: 'Xác nhận',
  or: 'hoặc',
  passkey: 'Dùng khóa truy cập',
  wrong: 'Mã không đúng, đã dùng hoặc đã hết hạn. Chờ mã mới rồi thử lại.',
  wrongPasskey: 'Khóa truy cập không hợp lệ. Thử lại hoặc dùng cách khác.',
  mustWait: (minutes: number) => `Đã thử sai nhiều lần. Vui lòng chờ ${minutes} phút rồi thử lại.`,
  lost: 'Mất điện thoại và cả mã khôi phục? Quản trị viên của đơn vị giúp bạn đăng ký lại.',
  again: 'Đăng nhập bằng tài khoản khác',
}

const en: typeof vi = {
  title: 'Second factor',
  lead: 'Type the six digits from your authenticator, or a recovery code from paper.',
  onlyPasskey: 'Use your passkey, or a recovery code from paper.',
  code: 'Code',
  recovery: 'Recovery code',
  enter: 'Confirm',
  or: 'or',
  passkey: 'Use a passkey',
  wrong: 'The code is wrong, was used or is too old. Wait for the next one and try again.',
  wrongPasskey: 'The passkey is not valid. Try again or use another way.',
  mustWait: (minutes) => `Too many attempts failed. Please wait ${minutes} min and try again.`,
  lost: 'Lost the telephone and the recovery codes too? Your organisation’s administrator helps you to enrol again.',
  again: 'Sign in with another account',
}

const messages = { vi, en }

export type FactorPage = {
  readonly language: Language
  /** The address of this step of sign-in. */
  readonly action: string
  readonly hasTotp: boolean
  /** What the browser needs to show a passkey, where the account has one. */
  readonly passkey: object | undefined
  readonly problem?: 'code' | 'passkey' | { readonly waitMinutes: number } | undefined
}

/** Where a person proves the second factor. */
export function factorPage({ language, action, hasTotp, passkey, problem }: FactorPage): string {
  const say = messages[language]
  const wrong =
    problem === undefined
      ? undefined
      : problem === 'code'
        ? say.wrong
        : problem === 'passkey'
          ? say.wrongPasskey
          : say.mustWait(problem.waitMinutes)
  const key =
    passkey &&
    passkeyForm({
      language,
      action: `${action}/passkey`,
      wish: 'get',
      options: passkey,
      button: say.passkey,
      plain: hasTotp,
    })
  const code = html`<form method="post" action="${action}/code">
<input type="hidden" name="lang" value="${language}">
<label for="code">${hasTotp ? say.code : say.recovery}</label>
<input id="code" name="code" type="text" inputmode="${hasTotp ? 'numeric' : 'text'}" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required maxlength="40"${hasTotp && html` autofocus`}${wrong !== undefined && html` aria-describedby="problem" aria-invalid="true"`}>
<button type="submit"${!hasTotp && html` class="plain"`}>${say.enter}</button>
</form>`
  const content = html`<h1>${say.title}</h1>
<p class="soft">${hasTotp ? say.lead : say.onlyPasskey}</p>
${wrong !== undefined && html`<div class="bad" role="alert" id="problem"><p>${wrong}</p></div>`}
${hasTotp ? code : key}
${passkey !== undefined && html`<p class="or">${say.or}</p>`}
${hasTotp ? key : code}
<p class="hint">${say.lost}</p>
<p class="hint"><a href="${action}?again=1&amp;lang=${language}">${say.again}</a></p>`
  const other = `${action}?lang=${language === 'vi' ? 'en' : 'vi'}`
  return page(language, say.title, content, other, passkey !== undefined)
}
