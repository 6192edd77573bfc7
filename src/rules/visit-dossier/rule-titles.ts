import { LIST_NAMES, isListName, type ListName } from '#terminology'
import type { Bilingual } from '#vocabulary/bilingual'
import { furtherFindings } from '../engine/findings.ts'
import { noDictionary, notLoaded } from './notices.ts'
import { checkInRules, dossierRules } from './pack.ts'
import { titleOfRule } from './rule-title.ts'

const titles = new Map<string, Bilingual>([
  ...[...checkInRules, ...dossierRules].map((rule) => [rule.id, titleOfRule(rule)] as const),
  [
    noDictionary.rule,
    {
      vi: 'Hồ sơ có trước chuẩn dữ liệu đầu ra QĐ 130/QĐ-BYT (18/01/2023)',
      en: 'A dossier older than the output-data standard QĐ 130/QĐ-BYT (18/01/2023)',
    },
  ],
  [
    furtherFindings.rule,
    { vi: 'Còn phát hiện khác không liệt kê', en: 'Further findings that are not listed' },
  ],
  ...Object.keys(LIST_NAMES)
    .filter(isListName)
    .map((list) => [notLoaded(list).rule, titleOfList(list)] as const),
])

/** The name of a rule without any dossier's values, wherever it is named without a finding. Undefined for an unknown id. */
export function ruleTitle(rule: string): Bilingual | undefined {
  return titles.get(rule)
}

function titleOfList(list: ListName): Bilingual {
  const name = LIST_NAMES[list]
  return {
    vi: `Danh mục “${name.vi}” chưa được nạp`,
    en: `The list “${name.en}” is not loaded`,
  }
}
