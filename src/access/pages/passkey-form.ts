import { html, type Piece } from './html.ts'
import type { Language } from './page.ts'

const vi = {
  failed: 'Trình duyệt chưa xác nhận được khóa truy cập. Thử lại hoặc dùng cách khác.',
}
const en: typeof vi = {
  failed: 'The browser did not confirm a passkey. Try again or use another way.',
}
const messages = { vi, en }

export type PasskeyForm = {
  readonly language: Language
  readonly action: string
  /** What the browser is asked: to make a passkey, or to show one. */
  readonly wish: 'create' | 'get'
  readonly options: object
  readonly button: string
  readonly plain?: boolean
}

/** A form that the script completes with the browser's answer; hidden where there is no script, because it would do nothing. */
export function passkeyForm(form: PasskeyForm): Piece {
  const say = messages[form.language]
  return html`<form method="post" action="${form.action}" data-passkey="${form.wish}" data-options="${JSON.stringify(form.options)}" hidden>
<input type="hidden" name="lang" value="${form.language}">
<input type="hidden" name="answer" value="">
<button type="submit"${form.plain === true && html` class="plain"`}>${form.button}</button>
<div class="bad" role="alert" data-failed hidden><p>${say.failed}</p></div>
</form>`
}
