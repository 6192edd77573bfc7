import type { Person } from './persons.ts'

const escape = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => `&#${String(sign.codePointAt(0))};`)

/** Where a person is chosen. `query` goes back with the choice. */
export function choosePage(
  title: string,
  action: string,
  query: string,
  persons: readonly Person[],
  levels: readonly number[],
): string {
  const lines = persons
    .map(
      (
        person,
      ) => `<li><strong>${escape(person.name)}</strong><br><small>${escape(person.number)} · ${escape(person.birthDate)}</small>
<div>${levels
        .map(
          (level) =>
            `<button name="choice" value="${escape(person.subject)}|${level}">Mức ${level}<span class="hidden"> – ${escape(person.name)}</span></button>`,
        )
        .join(' ')}</div></li>`,
    )
    .join('\n')
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:28rem;margin:2rem auto;padding:0 1rem;color:#231815;background:#fff}
h1{font-size:1.4rem;color:#8f1d14}ul{list-style:none;padding:0}li{border:1px solid #ccc;border-radius:.6rem;padding:.8rem;margin:.6rem 0}
button{font:inherit;padding:.5rem .9rem;border:1px solid #8f1d14;background:#fff;color:#8f1d14;border-radius:.4rem;margin:.4rem .4rem 0 0;min-height:2.75rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}</style></head><body>
<main><h1>${escape(title)}</h1><p>Mô phỏng, mọi người đều hư cấu. Chọn người và mức định danh.</p>
<form method="post" action="${escape(action)}"><input type="hidden" name="query" value="${escape(query)}">
<ul>${lines}</ul><button name="choice" value="cancel">Huỷ đăng nhập</button></form></main></body></html>`
}
