import { LIST_NAMES, type ListName } from '#terminology'
import type { FindingText } from '../engine/findings.ts'

/** A visit that ended before the first dictionary: the former standard of five tables (QĐ 4210/2017) is not read. */
export const noDictionary: FindingText = {
  rule: 'visit.no-dictionary',
  message: {
    vi: 'Ngày {day} có trước chuẩn dữ liệu đầu ra QĐ 130/QĐ-BYT (18/01/2023); không có từ điển nào áp dụng cho hồ sơ này.',
    en: '{day} lies before the output-data standard QĐ 130/QĐ-BYT (18/01/2023); no dictionary applies to this dossier.',
  },
  remedy: {
    vi: 'Kiểm tra lại NGAY_RA. Hồ sơ cũ hơn theo QĐ 4210/QĐ-BYT không nhận qua cửa này.',
    en: 'Check NGAY_RA. Older dossiers by QĐ 4210/QĐ-BYT are not taken at this door.',
  },
  source: 'QĐ 130/QĐ-BYT ngày 18/01/2023, Điều 1',
}

/** One notice per list that a rule needed and that is not there: what could not be judged is said. */
export function notLoaded(list: ListName): FindingText {
  const name = LIST_NAMES[list]
  return {
    rule: `lists.not-loaded.${list}`,
    message: {
      vi: `Danh mục “${name.vi}” chưa được nạp cho ngày {day}; chưa kiểm tra được các mã thuộc danh mục này.`,
      en: `The list “${name.en}” is not loaded for {day}; codes of this list were not checked.`,
    },
    remedy: {
      vi: 'Quản trị viên nạp danh mục bằng ./mach catalogue import; hồ sơ không phải sửa vì lý do này.',
      en: 'The administrator loads the list with ./mach catalogue import; the dossier need not change.',
    },
    source: 'Mạch',
  }
}
