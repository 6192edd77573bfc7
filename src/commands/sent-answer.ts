import type { Bilingual } from '#vocabulary/bilingual'
import { asRecord, describeFinding, textOf } from './describe-finding.ts'

/** One dossier's answer, with the name of its file inside a zip where it came in one. */
export type Answer = Readonly<Record<string, unknown>>

/** The answer line of a file that did not reach the server. */
export function unsent(code: string, message: Bilingual): Answer {
  return { status: 'unsent', problems: [{ code, message }] }
}

/** One answer for each dossier: of a file with one or several, or of a zip, whose answers name their file as `entry`. */
export function answersOf(content: unknown): Answer[] {
  const answer = asRecord(content)
  const files = listOf(answer['files'])
  if (files)
    return files.flatMap((file) => {
      const { name, dossiers } = asRecord(file)
      return (listOf(dossiers) ?? []).map((one) => ({ entry: name, ...asRecord(one) }))
    })
  return listOf(answer['dossiers'])?.map(asRecord) ?? [answer]
}

/** Whether nothing is left to be done: every dossier of the file was accepted. */
export function isAccepted(answers: readonly Answer[]): boolean {
  return answers.length > 0 && answers.every((answer) => answer['status'] === 'accepted')
}

/** MA_CSKCB as the beginning of a file names it; undefined when it names none. */
export function facilityNamedIn(head: string): string | undefined {
  return /<MA_?CSKCB>\s*(?:<!\[CDATA\[)?(\w{5})/.exec(head)?.[1]
}

/** The answer for people: where the dossier stands, its receipt, its findings. */
export function describeAnswer(file: string, status: number, answer: Answer): string {
  const findings = [answer['findings'], answer['problems']].flatMap((list) => listOf(list) ?? [])
  const entry = textOf(answer['entry'])
  const head = entry === '' ? file : `${file} · ${entry}`
  const receipt = textOf(answer['receipt'])
  return `${head}\n  ${standingOf(status, answer)}${receipt === '' ? '' : `  ${receipt}`}\n${findings.map(describeFinding).join('')}`
}

/** The same bytes may have been accepted once and stand otherwise today: what came later is said first. */
function standingOf(status: number, answer: Answer): string {
  const said = textOf(answer['status'])
  if (said === 'unsent') return 'Chưa gửi'
  if (said === 'refused') return 'Chưa tiếp nhận – cần sửa'
  if (said !== 'accepted') return `Chưa tiếp nhận (HTTP ${status})`
  if (answer['withdrawn'] === true) return 'Đã thu hồi'
  if (textOf(answer['replacedBy']) !== '') return 'Đã có bản thay thế'
  return answer['withErrors'] === true ? 'Đã tiếp nhận – còn lỗi' : 'Đã tiếp nhận'
}

function listOf(value: unknown): unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}
