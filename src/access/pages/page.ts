import { createHash } from 'node:crypto'
import { html, type Html, type Piece } from './html.ts'

/** Pages are written in Vietnamese unless English is asked for. */
export type Language = 'vi' | 'en'

export function readLanguage(asked: unknown): Language {
  return typeof asked === 'string' && asked.toLowerCase().startsWith('en') ? 'en' : 'vi'
}

/** No script, one style sheet by its digest: the few pages that must work before the portal does. */
const STYLE = `
:root{color-scheme:light dark;--ground:#f6f8f8;--card:#fff;--ink:#161d1c;--soft:#5a6866;--line:#cdd6d4;--accent:#0b625c;--on-accent:#fff;--bad:#a3241c;--bad-ground:#fdf0ee}
@media (prefers-color-scheme:dark){:root{--ground:#0e1414;--card:#151c1c;--ink:#e7eceb;--soft:#a3afad;--line:#333d3c;--accent:#76c2b8;--on-accent:#0e1414;--bad:#ffb4a9;--bad-ground:#3b1713}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;background:var(--ground);color:var(--ink);font:1rem/1.55 'Be Vietnam Pro',system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;padding:1.25rem}
header,main,footer{width:100%;max-width:26rem}
header{display:flex;justify-content:space-between;align-items:center;margin:4vh 0 1.25rem}
.mark{display:flex;gap:.6rem;align-items:center;font-weight:600;font-size:1.125rem;color:var(--ink);text-decoration:none}
.mark svg{width:2.25rem;height:2.25rem}
main{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.75rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .35rem;letter-spacing:-.01em;text-wrap:balance}
p{margin:.35rem 0 1rem}
.soft{color:var(--soft)}
label{display:block;font-weight:600;margin:1rem 0 .35rem}
input{width:100%;min-height:2.9rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:.6rem;padding:.5rem .8rem}
.hint{font-size:.9375rem;color:var(--soft);margin:.35rem 0 0}
button,.button{display:block;width:100%;min-height:2.9rem;margin-top:1.5rem;border:0;border-radius:.6rem;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;text-align:center;text-decoration:none;line-height:1.4;padding:.75rem;cursor:pointer}
.bad{background:var(--bad-ground);color:var(--bad);border:1px solid currentColor;border-radius:.6rem;padding:.75rem .9rem;margin:1rem 0 0}
.bad p{margin:0}
.note{border:1px dashed var(--line);border-radius:.6rem;padding:.75rem .9rem;margin:1.5rem 0 0;font-size:.9375rem}
.note p{margin:0}
.or{display:flex;gap:.75rem;align-items:center;color:var(--soft);font-size:.9375rem;margin:1.5rem 0 0}
.or::before,.or::after{content:'';flex:1;border-top:1px solid var(--line)}
.plain{background:transparent;color:var(--accent);border:1px solid var(--accent)}
.or+form button,.or+.button,.or+form+form button{margin-top:1rem}
.picture{display:block;width:12rem;margin:1rem auto;border-radius:.6rem;overflow:hidden;background:#fff}
.picture svg{display:block;width:100%;height:auto}
.codes{display:grid;grid-template-columns:repeat(auto-fill,minmax(10.25rem,1fr));gap:.4rem .75rem;list-style:none;margin:1rem 0;padding:.9rem;border:1px dashed var(--line);border-radius:.6rem}
.codes code{font-size:.875rem;white-space:nowrap}
details{margin:1rem 0 0}
summary{cursor:pointer;color:var(--accent);font-weight:600;padding:.35rem 0}
section+section{border-top:1px solid var(--line);margin-top:1.75rem;padding-top:1.25rem}
h2{font-size:1.125rem;margin:0 0 .35rem}
[hidden]{display:none}
@media print{header a+a,footer,form,.note{display:none}}
code{font-family:ui-monospace,'SF Mono',Menlo,Consolas,monospace;font-size:.92em;overflow-wrap:anywhere}
form+.hint{margin-top:1rem}
fieldset{border:0;margin:1rem 0 0;padding:0}
legend{font-weight:600;padding:0}
.choice{display:flex;gap:.7rem;align-items:flex-start;padding:.45rem 0}
.choice input{width:1.35rem;height:1.35rem;min-height:0;flex:none;margin:.1rem 0 0;accent-color:var(--accent)}
.choice label{margin:0;font-weight:400}
select{width:100%;min-height:2.9rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:.6rem;padding:.5rem .8rem}
button+button{margin-top:.75rem}
ul{margin:.35rem 0 1rem;padding-left:1.25rem}
a{color:var(--accent)}
footer{margin:1.25rem 0;font-size:.9375rem;color:var(--soft)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
`

const STYLE_DIGEST = createHash('sha256').update(STYLE).digest('base64')

/** What goes out with every page of ours: nothing may be loaded, framed, kept or passed on. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** The one script that a page of ours may load: the browser's half of a passkey, from our own origin. */
export const PASSKEY_SCRIPT_PATH = '/sign-in/passkey.js'

/** The same for a page with passkeys. */
export const PASSKEY_PAGE_HEADERS: Readonly<Record<string, string>> = {
  ...PAGE_HEADERS,
  'content-security-policy': `${PAGE_HEADERS['content-security-policy'] ?? ''}; script-src 'self'`,
}

const STYLE_HTML = html`<style>`.html + STYLE + html`</style>`.html

/** A whole page. `other` is the address of the same page in the other language; `script`: whether it has passkeys. */
export function page(
  language: Language,
  title: string,
  content: Piece,
  other?: string,
  script = false,
): string {
  const switchText = language === 'vi' ? 'English' : 'Tiếng Việt'
  const switchTo = language === 'vi' ? 'en' : 'vi'
  const tagline = language === 'vi' ? 'Gửi một lần, đúng mọi nơi' : 'Send once, right everywhere'
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – Mạch</title>
${{ html: STYLE_HTML as Html }}
${script && html`<script type="module" src="${PASSKEY_SCRIPT_PATH}"></script>`}
</head>
<body>
<header>
<a class="mark" href="/"><svg viewBox="0 0 48 48" aria-hidden="true"><rect width="48" height="48" rx="12" fill="#0b625c"/><path d="M7 27h8l4-13 6.5 22 5-15 2.5 6h8" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/></svg>Mạch</a>
${other !== undefined && html`<a href="${other}" lang="${switchTo}" hreflang="${switchTo}">${switchText}</a>`}
</header>
<main>
${content}
</main>
<footer>${tagline}</footer>
</body>
</html>
`.html
}
