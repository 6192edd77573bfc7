import { html, type Html } from './html.ts'
import { type Language, page } from './page.ts'
import { passkeyForm } from './passkey-form.ts'

const vi = {
  title: 'Đăng ký xác thực lớp thứ hai',
  lead: 'Tài khoản này chỉ vào được bằng hai lớp. Chọn một cách; sau này thêm cách khác ở trang Bảo mật.',
  passkeyTitle: 'Khóa truy cập',
  passkeyLead:
    'Vân tay, khuôn mặt hoặc mã PIN của máy này, hoặc khóa bảo mật USB. Nhanh nhất và không bị lừa lấy mất.',
  passkey: 'Tạo khóa truy cập',
  totpTitle: 'Ứng dụng xác thực',
  totpLead: 'Quét mã bằng ứng dụng xác thực trên điện thoại, rồi nhập 6 chữ số hiện ra.',
  picture: 'Mã QR cho ứng dụng xác thực',
  byHand: 'Không quét được? Nhập khóa này vào ứng dụng',
  code: 'Mã 6 chữ số',
  keep: 'Xác nhận và tiếp tục',
  wrong: 'Mã không đúng. Kiểm tra giờ trên điện thoại rồi nhập mã mới.',
  wrongPasskey: 'Chưa tạo được khóa truy cập. Thử lại hoặc dùng ứng dụng xác thực.',
  again: 'Đăng nhập bằng tài khoản khác',
}

const en: typeof vi = {
  title: 'Enrol a second factor',
  lead: 'This account opens with two factors only. Choose one way; add others later on the security page.',
  passkeyTitle: 'Passkey',
  passkeyLead:
    'Fingerprint, face or PIN of this device, or a USB security key. The quickest, and it cannot be phished.',
  passkey: 'Make a passkey',
  totpTitle: 'Authenticator app',
  totpLead:
    'Scan the picture with an authenticator on your telephone, then type the six digits it shows.',
  picture: 'QR code for the authenticator',
  byHand: 'Cannot scan? Type this key into the app',
  code: 'Six digits',
  keep: 'Confirm and continue',
  wrong: 'The code is wrong. Check the telephone’s clock and type the next one.',
  wrongPasskey: 'No passkey was made. Try again or use an authenticator.',
  again: 'Sign in with another account',
}

const messages = { vi, en }

export type EnrolPage = {
  readonly language: Language
  readonly action: string
  /** The QR code as SVG, and the secret to be typed. */
  readonly totp: { readonly picture: string; readonly spelled: string }
  readonly passkey: object | undefined
  readonly problem?: 'code' | 'passkey' | undefined
}

/** Where whoever must have a second factor gets one before sign-in goes on. */
export function enrolPage({ language, action, totp, passkey, problem }: EnrolPage): string {
  const say = messages[language]
  const wrong = problem && (problem === 'code' ? say.wrong : say.wrongPasskey)
  const content = html`<h1>${say.title}</h1>
<p class="soft">${say.lead}</p>
${wrong !== undefined && html`<div class="bad" role="alert" id="problem"><p>${wrong}</p></div>`}
${
  passkey !== undefined &&
  html`<section>
<h2>${say.passkeyTitle}</h2>
<p class="soft">${say.passkeyLead}</p>
${passkeyForm({ language, action: `${action}/enrol-passkey`, wish: 'create', options: passkey, button: say.passkey })}
</section>`
}
<section>
<h2>${say.totpTitle}</h2>
<p class="soft">${say.totpLead}</p>
<div class="picture" role="img" aria-label="${say.picture}">${{ html: totp.picture as Html }}</div>
<details><summary>${say.byHand}</summary><p><code id="secret">${totp.spelled}</code></p></details>
<form method="post" action="${action}/enrol">
<input type="hidden" name="lang" value="${language}">
<label for="code">${say.code}</label>
<input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" required maxlength="10"${problem === 'code' && html` aria-describedby="problem" aria-invalid="true"`}>
<button type="submit"${passkey !== undefined && html` class="plain"`}>${say.keep}</button>
</form>
</section>
<p class="hint"><a href="${action}?again=1&amp;lang=${language}">${say.again}</a></p>`
  const other = `${action}?lang=${language === 'vi' ? 'en' : 'vi'}`
  return page(language, say.title, content, other, passkey !== undefined)
}
