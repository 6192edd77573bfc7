import { readFile } from 'node:fs/promises'
import { foundationTexts } from '#foundation/problem-texts'
import { type Checked, checkFile, intakeTexts } from '#intake'
import { defaultRuleSettings } from '#rules'
import { starterLists } from '#terminology'
import type { Problem } from '#vocabulary/outcome'
import { describeFinding } from './describe-finding.ts'
import { dossierFiles } from './dossier-files.ts'
import { packingOf, xmlFilesIn } from './packed-files.ts'
import { readWords, tellingWords } from './words.ts'

/**
 * `./mach check FILE… [--json]`: judges dossiers with the rules of intake and the lists we ship; nothing is sent or kept.
 * Exit 0 when no dossier has an error, 1 otherwise.
 */
export function check(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const { flags, rest } = readWords(words, [], ['json'])
    const listsOn = await starterLists()
    const needs = {
      now: () => new Date(),
      listsFor: async (day: string) => listsOn(day),
      ruleSettings: defaultRuleSettings,
    }
    let errors = 0
    for (const file of await dossierFiles(rest)) {
      const bytes = await readFile(file)
      const inside = xmlFilesIn(bytes, packingOf(file, bytes))
      if (!inside.ok) {
        errors += 1
        print(flags.has('json'), { file, problems: inside.problems.map(withTexts) })
        continue
      }
      for (const { name, bytes: xml } of inside.value)
        for (const dossier of await checkFile(needs, xml)) {
          errors += dossier.counts.error
          print(flags.has('json'), {
            file,
            ...(name === undefined ? {} : { entry: name }),
            dossier,
          })
        }
    }
    return errors === 0 ? 0 : 1
  })
}

type Line = {
  readonly file: string
  readonly entry?: string
  readonly dossier?: Checked
  readonly problems?: readonly object[]
}

function print(asJson: boolean, { dossier, ...line }: Line): void {
  process.stdout.write(
    asJson ? `${JSON.stringify({ ...line, ...dossier })}\n` : describe(line, dossier),
  )
}

function describe(
  { file, entry, problems = [] }: Omit<Line, 'dossier'>,
  dossier: Checked | undefined,
): string {
  const head = entry === undefined ? file : `${file} · ${entry}`
  if (dossier === undefined) return `${head}\n${problems.map(describeFinding).join('')}`
  const { error } = dossier.counts
  return `${head}  ${dossier.linkCode}\n  ${error === 0 ? 'Không có lỗi' : `${error} lỗi`}  (${dossier.ruleSet})\n${dossier.findings.map(describeFinding).join('')}`
}

function withTexts(problem: Problem): object {
  return { ...problem, ...foundationTexts[problem.code], ...intakeTexts[problem.code] }
}
