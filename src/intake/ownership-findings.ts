import type { Bilingual } from '#vocabulary/bilingual'
import { fieldOf } from '#vocabulary/dossier-tables'
import type { Finding } from '#vocabulary/finding'
import type { SentDossier } from './dossier-xml/sent-dossier.ts'
import type { ReceiveOptions, Sender } from './sender.ts'

/**
 * Whether the dossier is the sender's to send: neither the envelope nor the summary may name another facility,
 * and a correction must be of the visit that it means to correct. No findings: it is.
 */
export function ownershipFindings(
  sender: Sender,
  dossier: SentDossier,
  options: ReceiveOptions,
): Finding[] {
  const { corrects } = options
  if (corrects !== undefined && dossier.linkCode !== '' && dossier.linkCode !== corrects) {
    return [anotherVisit(dossier.kind === 'dossier' ? 'XML1/MA_LK' : 'CHECKIN[1]/MA_LK')]
  }
  const head = dossier.kind === 'dossier' ? 'XML1' : 'CHECKIN'
  const places: [string, string][] = [
    ['THONGTINDONVI/MACSKCB', dossier.facility],
    [
      head === 'XML1' ? 'XML1/MA_CSKCB' : 'CHECKIN[1]/MA_CSKCB',
      fieldOf(dossier.tables, head, 'MA_CSKCB'),
    ],
  ]
  const foreign = places.find(([, code]) => code !== '' && code !== sender.facility)
  return foreign ? [anotherFacility(foreign[0])] : []
}

function anotherFacility(at: string): Finding {
  return {
    rule: 'intake.another-facility',
    severity: 'error',
    at,
    message: {
      vi: 'Hồ sơ mang mã của cơ sở khác với cơ sở đang gửi.',
      en: 'The dossier carries the code of another facility than the sender’s.',
    },
    remedy: {
      vi: 'Mỗi cơ sở chỉ gửi hồ sơ của chính mình; kiểm tra tài khoản và MACSKCB, MA_CSKCB.',
      en: 'Each facility sends its own dossiers only; check the account, MACSKCB and MA_CSKCB.',
    },
    source: 'QĐ 130/QĐ-BYT 2023, MA_CSKCB',
  }
}

function anotherVisit(at: string): Finding {
  return {
    rule: 'intake.another-visit',
    severity: 'error',
    at,
    message: {
      vi: 'MA_LK khác với hồ sơ đang sửa: tệp này thuộc lượt khám khác.',
      en: 'MA_LK differs from the dossier being corrected: the file is of another visit.',
    },
    remedy: {
      vi: 'Chọn đúng tệp của lượt khám, hoặc gửi tệp này như một hồ sơ mới.',
      en: 'Choose the file of this visit, or send this one as a new dossier.',
    },
    source: 'QĐ 130/QĐ-BYT 2023, MA_LK',
  }
}

/** What one of these findings says. Undefined for another rule. */
export function ownershipMessage(rule: string): Bilingual | undefined {
  return [anotherFacility(''), anotherVisit('')].find((finding) => finding.rule === rule)?.message
}
