import { TABLE_NAMES } from '#vocabulary/dossier-tables'
import { ENVELOPE } from './instruments.ts'
import { ADVISED, CERTAIN, example, UNCERTAIN, type VisitRule } from './rule-forms.ts'
import { placeOf, textIn } from './visit.ts'

/** The envelope of a dossier. */
export const envelopeRules: readonly VisitRule[] = [
  {
    ...CERTAIN,
    id: 'structure.summary-missing',
    instrument: ENVELOPE,
    message: { vi: 'Hồ sơ không có bảng tổng hợp XML1.', en: 'The dossier has no summary, XML1.' },
    remedy: { vi: 'Gửi kèm XML1 với mọi hồ sơ.', en: 'Send XML1 with every dossier.' },
    examples: { passes: example('outpatient'), fails: example('outpatient', { XML1: null }) },
    check: (visit, report) => {
      if (!visit.tables.XML1?.length) report('XML1')
    },
  },
  {
    ...CERTAIN,
    id: 'structure.unknown-table',
    instrument: ENVELOPE,
    message: {
      vi: 'Bảng {value} không có trong chuẩn dữ liệu áp dụng cho ngày của hồ sơ.',
      en: 'Table {value} is not part of the standard in force on the day of the visit.',
    },
    remedy: {
      vi: 'Chỉ dùng LOAIHOSO từ XML1 đến XML11, XML13, XML14, XML15.',
      en: 'Use only LOAIHOSO XML1 to XML11, XML13, XML14, XML15.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { '@unknownTable': 'XML99' }),
    },
    check: (visit, report) => {
      for (const name of visit.unknownTables) report(name, { value: name })
      for (const name of TABLE_NAMES)
        if (visit.tables[name] && !visit.dictionary.tables.has(name)) report(name, { value: name })
    },
  },
  {
    ...CERTAIN,
    id: 'structure.not-in-envelope',
    instrument: ENVELOPE,
    message: {
      vi: 'Bảng {value} không gửi trong hồ sơ: check-in gửi riêng, XML12 nhập trên cổng.',
      en: 'Table {value} does not travel in a dossier: check-in goes by itself, XML12 is typed on the portal.',
    },
    remedy: { vi: 'Bỏ bảng {value} khỏi hồ sơ.', en: 'Remove table {value} from the dossier.' },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML12/HO_TEN': 'A' }),
    },
    check: (visit, report) => {
      for (const [name, table] of visit.dictionary.tables)
        if (visit.tables[name] && !table.isInEnvelope) report(name, { value: name })
    },
  },
  {
    ...ADVISED,
    id: 'structure.empty-table',
    instrument: ENVELOPE,
    message: { vi: 'Bảng {value} không có dòng nào.', en: 'Table {value} has no rows.' },
    remedy: {
      vi: 'Không gửi bảng rỗng: bỏ FILEHOSO của bảng đó.',
      en: 'Leave empty tables out: remove the FILEHOSO.',
    },
    examples: { passes: example('outpatient'), fails: example('outpatient', { XML4: '' }) },
    check: (visit, report) => {
      for (const name of TABLE_NAMES)
        if (visit.tables[name]?.length === 0) report(name, { value: name })
    },
  },
  {
    ...CERTAIN,
    id: 'structure.one-row',
    instrument: ENVELOPE,
    message: {
      vi: 'Bảng {value} chỉ được có một dòng trong một hồ sơ.',
      en: 'Table {value} may have one row only in a dossier.',
    },
    remedy: {
      vi: 'Tách các đợt khám thành hồ sơ riêng; mỗi hồ sơ một MA_LK.',
      en: 'Send each visit as its own dossier with its own MA_LK.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML8[2]/MA_LK': 'LK2' }),
    },
    check: (visit, report) => {
      for (const [name, table] of visit.dictionary.tables) {
        const rows = visit.tables[name]?.length ?? 0
        // A birth of several children has one discharge paper per child (QĐ 130, table 7).
        if (!table.repeats && name !== 'XML7' && rows > 1) report(name, { value: name })
      }
    },
  },
  {
    ...CERTAIN,
    id: 'structure.link-key',
    instrument: 'QĐ 130/QĐ-BYT, phụ lục, MA_LK',
    message: {
      vi: 'MA_LK “{value}” khác MA_LK của XML1; mọi bảng của một hồ sơ phải cùng MA_LK.',
      en: 'MA_LK “{value}” differs from that of XML1; all tables of a dossier share one MA_LK.',
    },
    remedy: {
      vi: 'Ghi MA_LK của XML1 vào mọi dòng, hoặc bỏ dòng thuộc đợt khám khác.',
      en: 'Write the MA_LK of XML1 in every row, or remove rows of another visit.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML2[2]/MA_LK': 'LK.KHAC' }),
    },
    check: (visit, report) => {
      const key = textIn(visit.head, 'MA_LK')
      for (const name of TABLE_NAMES) {
        if (name === 'CHECKIN' || name === 'XML1' || name === 'XML12') continue
        visit.tables[name]?.forEach((row, index) => {
          const own = row['MA_LK'] ?? ''
          if (own !== '' && own !== key)
            report(placeOf(visit, name, index, 'MA_LK'), { value: own })
        })
      }
    },
  },
  {
    ...ADVISED,
    id: 'structure.line-number-repeated',
    instrument: 'QĐ 130/QĐ-BYT, phụ lục, STT',
    message: {
      vi: 'STT “{value}” đã dùng cho một dòng trước trong bảng này.',
      en: 'STT “{value}” was used by an earlier row of this table.',
    },
    remedy: { vi: 'Đánh STT từ 1 đến n, không trùng.', en: 'Number the rows 1 to n, each once.' },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML2[2]/STT': '1' }),
    },
    check: (visit, report) => {
      for (const name of ['XML2', 'XML3', 'XML4', 'XML5'] as const) {
        const seen = new Set<string>()
        visit.tables[name]?.forEach((row, index) => {
          const number = row['STT'] ?? ''
          if (number !== '' && seen.has(number))
            report(placeOf(visit, name, index, 'STT'), { value: number })
          seen.add(number)
        })
      }
    },
  },
]

/** Who sends and who signs: the same for dossiers and check-in files. */
export const senderRules: readonly VisitRule[] = [
  {
    ...CERTAIN,
    id: 'structure.other-facility',
    instrument: 'QĐ 130/QĐ-BYT, phụ lục, MA_CSKCB',
    message: {
      vi: 'MA_CSKCB “{value}” không phải cơ sở gửi hồ sơ này.',
      en: 'MA_CSKCB “{value}” is not the facility that sends this dossier.',
    },
    remedy: {
      vi: 'Gửi hồ sơ bằng tài khoản của chính cơ sở ghi trong MA_CSKCB.',
      en: 'Send with the account of the facility that MA_CSKCB names.',
    },
    examples: {
      passes: example('outpatient'),
      fails: example('outpatient', { 'XML1/MA_CSKCB': '51002' }),
    },
    check: (visit, report) => {
      const name = visit.tables.XML1 ? 'XML1' : 'CHECKIN'
      visit.tables[name]?.forEach((row, index) => {
        const facility = row['MA_CSKCB'] ?? ''
        if (facility !== '' && facility !== visit.facility)
          report(placeOf(visit, name, index, 'MA_CSKCB'), { value: facility })
      })
    },
  },
  {
    ...ADVISED,
    id: 'signature.absent',
    instrument: 'NĐ 188/2025/NĐ-CP (dữ liệu chi phí được xác thực số, chậm nhất 01/01/2026)',
    validFrom: '2026-01-01',
    message: { vi: 'CHUKYDONVI trống: hồ sơ chưa ký số.', en: 'CHUKYDONVI is empty: not signed.' },
    remedy: {
      vi: 'Ký số hồ sơ bằng chứng thư của cơ sở trước khi gửi; Mạch chuyển nguyên văn nên không ký thay.',
      en: 'Sign with the certificate of the facility; Mạch forwards the bytes as they are and cannot sign for you.',
    },
    examples: {
      passes: example('outpatient', { '@signature': 'valid' }),
      fails: example('outpatient', { '@signature': 'absent' }),
    },
    check: (visit, report) => {
      if (visit.signature === 'absent') report('CHUKYDONVI')
    },
  },
  {
    ...UNCERTAIN,
    id: 'signature.invalid',
    instrument: 'Hướng dẫn QĐ 3176 của BHXH (01/2026): chữ ký SHA-256 trong CHUKYDONVI',
    message: {
      vi: 'Chữ ký số trong CHUKYDONVI không xác minh được.',
      en: 'The digital signature in CHUKYDONVI does not verify.',
    },
    remedy: {
      vi: 'Kiểm tra: nội dung bị sửa sau khi ký, hoặc chứng thư không đúng. Ký lại rồi gửi lại.',
      en: 'The content was changed after signing, or the certificate is wrong. Sign again and send again.',
    },
    examples: {
      passes: example('outpatient', { '@signature': 'valid' }),
      fails: example('outpatient', { '@signature': 'invalid' }),
    },
    check: (visit, report) => {
      if (visit.signature === 'invalid') report('CHUKYDONVI')
    },
  },
]
