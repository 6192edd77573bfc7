import { html, type Html } from './html.ts'
import { type Language, page } from './page.ts'

const vi = {
  title: 'Mã khôi phục',
  lead: 'In hoặc chép ra giấy và cất giữ. Mỗi mã dùng được một lần khi bạn không có điện thoại hoặc khóa. Chỉ hiện lần này.',
  kept: 'Tôi đã cất giữ, tiếp tục',
}

const en: typeof vi = {
  title: 'Recovery codes',
  lead: 'Print them or copy them to paper and keep them. Each works once when you have no telephone or key at hand. They are shown this once only.',
  kept: 'I have kept them, continue',
}

const messages = { vi, en }

/** The recovery codes, once, before sign-in goes on. */
export function codesPage(language: Language, action: string, codes: readonly string[]): string {
  const say = messages[language]
  const items = codes.map((code) => html`<li><code>${code}</code></li>`.html).join('')
  return page(
    language,
    say.title,
    html`<h1>${say.title}</h1>
<p class="soft">${say.lead}</p>
<ul class="codes">${{ html: items as Html }}</ul>
<form method="post" action="${action}/continue">
<input type="hidden" name="lang" value="${language}">
<button type="submit" autofocus>${say.kept}</button>
</form>`,
  )
}
