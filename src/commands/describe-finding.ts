/** One finding as a line for people, Vietnamese first. Takes what came over the wire: anything that is missing is left out. */
export function describeFinding(value: unknown): string {
  const finding = asRecord(value)
  const severity =
    { error: 'Lỗi', warning: 'Cảnh báo', notice: 'Ghi chú' }[textOf(finding['severity'])] ?? 'Lỗi'
  const message = asRecord(finding['message'])
  const remedy = asRecord(finding['remedy'])
  const said = textOf(message['vi']) || textOf(finding['code'])
  const head = [severity, textOf(finding['at'])].filter((part) => part !== '').join(' ')
  const text = [said, textOf(remedy['vi'])].filter((part) => part !== '').join(' ')
  const name = textOf(finding['rule']) || textOf(finding['code'])
  return `    ${head}: ${text}${name === '' ? '' : ` [${name}]`}\n`
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
