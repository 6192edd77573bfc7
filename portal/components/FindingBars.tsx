import type { RuleCount } from '#intake/contract'
import { formatNumber } from '../foundation/format.ts'
import { useLanguage } from '../foundation/language.ts'
import { useBilingual, useMessages } from '../foundation/messages.ts'
import { RankedBars } from './RankedBars.tsx'
import { SEVERITY_TONES } from './StatusMark.tsx'
import { words } from './words.messages.ts'

/** Rules by how often they spoke, each with its severity and in how many dossiers. */
export function FindingBars({ findings }: { readonly findings: readonly RuleCount[] }) {
  const say = useMessages(words)
  const inWords = useBilingual()
  const language = useLanguage()
  return (
    <RankedBars
      bars={findings.map((finding) => ({
        key: `${finding.rule} ${finding.severity}`,
        name: inWords(finding.title),
        note: (
          <>
            {say.severities[finding.severity]} · {formatNumber(finding.dossiers, language)}{' '}
            {say.kinds.dossier.toLowerCase()} · <span className="code">{finding.rule}</span>
          </>
        ),
        value: finding.count,
        tone: SEVERITY_TONES[finding.severity],
      }))}
    />
  )
}
