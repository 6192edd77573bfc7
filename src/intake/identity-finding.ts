import type { IdentifierSystem } from '#people'
import type { Bilingual } from '#vocabulary/bilingual'
import type { Finding } from '#vocabulary/finding'
import { findingLines, whoseIs } from './finding-lines.ts'
import type { SentDossier } from './dossier-xml/sent-dossier.ts'
import type { SubmissionToFile } from './submission-store.ts'

const RULE = 'identity.contradiction'

/** The field in which a number came. */
const FIELDS: Readonly<Record<IdentifierSystem, string>> = {
  citizen: 'SO_CCCD',
  other: 'SO_CCCD',
  'social-insurance': 'MA_THE_BHYT',
  'patient-number': 'MA_BN',
}

/**
 * Tells the sender that a number in the dossier is somebody else's, so that what it says went into a record kept
 * apart. Known only once the person is; nothing of the other person is told.
 */
export function tellContradiction(
  filed: SubmissionToFile,
  contradicts: IdentifierSystem,
  { kind, tables }: SentDossier,
): SubmissionToFile {
  const at = `${kind === 'dossier' ? 'XML1' : 'CHECKIN[1]'}/${FIELDS[contradicts]}`
  const findings = [...filed.findings, contradiction(at)]
  const whose = [...filed.whose, whoseIs(at, tables)]
  const counts = { ...filed.counts, warning: filed.counts.warning + 1 }
  return { ...filed, findings, whose, counts, lines: findingLines(findings, whose) }
}

function contradiction(at: string): Finding {
  return {
    rule: RULE,
    severity: 'warning',
    at,
    message: {
      vi: 'Số này đã thuộc về người có họ tên, ngày sinh hoặc số định danh khác; hồ sơ được ghi vào sổ tạm.',
      en: 'This number belongs to a person of another name, birth date or personal ID; the dossier went into a provisional record.',
    },
    remedy: {
      vi: 'Kiểm tra giấy tờ của người bệnh rồi gửi lại hồ sơ đã sửa; hồ sơ ở sổ tạm cho đến khi đó.',
      en: 'Check the patient’s papers and send the corrected dossier; until then it stays in the provisional record.',
    },
    source: 'Luật Căn cước 26/2023/QH15, Điều 12; quy tắc định danh của Mạch',
  }
}

/** What this finding says. Undefined for another rule. */
export function identityMessage(rule: string): Bilingual | undefined {
  return rule === RULE ? contradiction('').message : undefined
}
