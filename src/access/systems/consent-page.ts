import { html, type Piece } from '../pages/html.ts'
import { type Language, page } from '../pages/page.ts'
import { ALLOWED_DAYS, type AppRequest } from './allow-app.ts'
import { sayScope } from './scope-words.ts'

const vi = {
  title: 'Cho phép ứng dụng?',
  lead: (name: string, publisher: string) =>
    `Ứng dụng “${name}” của ${publisher} muốn truy cập dữ liệu sức khỏe.`,
  as: (name: string) => `Bạn đang đăng nhập với tên ${name}.`,
  always: 'Ứng dụng sẽ luôn:',
  choose: 'Bạn chọn ứng dụng được làm gì. Không chọn thì không cho.',
  long: 'Trong bao lâu',
  days: (days: number) => (days === 1 ? '1 ngày' : days === 365 ? '1 năm' : `${days} ngày`),
  allow: 'Cho phép',
  refuse: 'Không cho phép',
  later:
    'Bạn thu hồi được bất cứ lúc nào ở mục “Ứng dụng” trong sổ sức khỏe; quyền truy cập dừng ngay. Dữ liệu ứng dụng đã đọc thì không lấy lại được. Mỗi lần đọc được ghi ở “Ai đã xem”.',
  nothing: 'Chọn ít nhất một mục, hoặc bấm “Không cho phép”.',
  goes: (host: string) => `Sau đó trình duyệt quay về ${host}.`,
}

const en: typeof vi = {
  title: 'Allow this app?',
  lead: (name, publisher) => `The app “${name}” of ${publisher} asks for health data.`,
  as: (name) => `You are signed in as ${name}.`,
  always: 'The app will always:',
  choose: 'You choose what it may do. What is not ticked is not allowed.',
  long: 'For how long',
  days: (days) => (days === 1 ? '1 day' : days === 365 ? '1 year' : `${days} days`),
  allow: 'Allow',
  refuse: 'Do not allow',
  later:
    'You can take this back at any time under “Apps” in your health book; access ends at once. What the app has read cannot be called back. Each reading stands under “Who has read”.',
  nothing: 'Tick at least one line, or press “Do not allow”.',
  goes: (host) => `The browser then goes back to ${host}.`,
}

const messages = { vi, en }

/** Where a person sees what an app asks, in plain words, and says what it may do. Nothing is ticked; works without script. */
export function consentPage(
  language: Language,
  shown: {
    readonly action: string
    readonly request: AppRequest
    /** Where the browser goes afterwards. */
    readonly host: string
    readonly nothingTicked?: boolean
  },
): string {
  const say = messages[language]
  const { client, account, needed, optional } = shown.request
  const always = [...new Set(needed.map((scope) => sayScope(scope)[language]))]
  const content = html`<h1>${say.title}</h1>
<p>${say.lead(client.name, client.publisher)}</p>
<p class="soft">${say.as(account.name)}</p>
${always.length > 0 && html`<p>${say.always}</p><ul>${joined(always.map((line) => html`<li>${line}</li>`))}</ul>`}
${shown.nothingTicked === true && html`<div class="bad" role="alert" id="problem"><p>${say.nothing}</p></div>`}
<form method="post" action="${shown.action}">
<input type="hidden" name="lang" value="${language}">
${optional.length > 0 && choices(language, optional)}
${optional.length > 0 && durations(language)}
<button type="submit" name="decision" value="allow">${say.allow}</button>
<button type="submit" name="decision" value="refuse" class="plain">${say.refuse}</button>
</form>
<p class="hint">${say.goes(shown.host)}</p>
<p class="hint">${say.later}</p>`
  return page(
    language,
    say.title,
    content,
    `${shown.action}?lang=${language === 'vi' ? 'en' : 'vi'}`,
  )
}

function choices(language: Language, optional: readonly string[]): Piece {
  const lines = optional.map(
    (
      scope,
      at,
    ) => html`<div class="choice"><input type="checkbox" name="scope" id="scope-${at}" value="${scope}"><label for="scope-${at}">${sayScope(scope)[language]}</label></div>
`,
  )
  return html`<fieldset><legend>${messages[language].choose}</legend>
${joined(lines)}</fieldset>`
}

function durations(language: Language): Piece {
  const say = messages[language]
  const options = ALLOWED_DAYS.map(
    (days) => html`<option value="${days}">${say.days(days)}</option>`,
  )
  return html`<label for="days">${say.long}</label>
<select id="days" name="days">${joined(options)}</select>`
}

function joined(pieces: readonly Piece[]): Piece {
  return pieces.reduce((before, piece) => html`${before}${piece}`, html``)
}
