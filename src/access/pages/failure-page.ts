import { html } from './html.ts'
import { type Language, page } from './page.ts'

const vi = {
  'sign-in-broken': {
    title: 'Chưa đăng nhập được',
    text: 'Lần đăng nhập này đã hết hạn, bị gián đoạn hoặc đã dùng ở cửa sổ khác.',
    next: 'Đăng nhập lại',
  },
  'link-not-valid': {
    title: 'Liên kết không còn dùng được',
    text: 'Liên kết này đã được dùng, đã hết hạn sau 24 giờ hoặc đã có liên kết mới thay thế. Đề nghị quản trị viên cấp liên kết mới.',
    next: 'Đến trang đăng nhập',
  },
  code: 'Mã lỗi',
}

const en: typeof vi = {
  'sign-in-broken': {
    title: 'Not signed in',
    text: 'This sign-in is too old, was interrupted, or was finished in another window.',
    next: 'Sign in again',
  },
  'link-not-valid': {
    title: 'The link is of no more use',
    text: 'This link was used, is older than 24 hours, or a newer one took its place. Ask the administrator for a new one.',
    next: 'To the sign-in page',
  },
  code: 'Error code',
}

const messages = { vi, en }

/** What a person sees when a sign-in or a link cannot go on: what happened, and where to begin again. */
export function failurePage(
  language: Language,
  what: 'sign-in-broken' | 'link-not-valid',
  code?: string,
): string {
  const say = messages[language]
  const { title, text, next } = say[what]
  return page(
    language,
    title,
    html`<h1>${title}</h1>
<p>${text}</p>
${code !== undefined && html`<p class="hint">${say.code}: <code>${code}</code></p>`}
<a class="button" href="/session/sign-in?lang=${language}">${next}</a>`,
  )
}
