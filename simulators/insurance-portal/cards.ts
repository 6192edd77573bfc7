import type { Archive } from './archive.ts'

/** What each result code says, in the words of ghiChu. Chosen by the last three characters of the number asked for. */
export const CARD_NOTES: Readonly<Record<string, string>> = {
  '000': 'Thông tin thẻ chính xác, thẻ còn giá trị sử dụng.',
  '001': 'Thẻ do BHXH Bộ Quốc phòng quản lý, đề nghị kiểm tra thẻ và thông tin giấy tờ tùy thân.',
  '002': 'Thẻ do BHXH Bộ Công an quản lý, đề nghị kiểm tra thẻ và thông tin giấy tờ tùy thân.',
  '003': 'Thẻ cũ hết giá trị sử dụng, được cấp thẻ mới.',
  '004': 'Thẻ cũ còn giá trị sử dụng, được cấp thẻ mới.',
  '010': 'Thẻ hết giá trị sử dụng.',
  '050': 'Không thấy thông tin thẻ BHYT.',
  '051': 'Mã thẻ không đúng.',
  '052': 'Mã tỉnh cấp thẻ (ký tự thứ 4, 5 của mã thẻ) không đúng.',
  '053': 'Mã quyền lợi thẻ (ký tự thứ 3 của mã thẻ) không đúng.',
  '054': 'Số định danh của cán bộ tra cứu chưa đăng ký.',
  '055': 'Họ tên của cán bộ tra cứu không khớp.',
  '060': 'Thẻ sai họ tên.',
  '061': 'Thẻ sai họ tên (đúng ký tự đầu).',
  '070': 'Thẻ sai ngày sinh.',
  '100': 'Lỗi khi lấy dữ liệu sổ thẻ.',
  '101': 'Lỗi máy chủ.',
  '110': 'Thẻ đã thu hồi.',
  '120': 'Thẻ đã báo giảm.',
  '121': 'Thẻ đã báo giảm, giảm chuyển ngoại tỉnh.',
  '122': 'Thẻ đã báo giảm, giảm chuyển nội tỉnh.',
  '123': 'Thẻ đã báo giảm, thu hồi do tăng lại cùng đơn vị.',
  '124': 'Thẻ đã báo giảm, ngừng tham gia.',
  '130': 'Trẻ em không xuất trình thẻ.',
  '205': 'Lỗi sai định dạng tham số truyền vào.',
  '401': 'Lỗi xác thực tài khoản.',
  '500': 'Lỗi máy chủ.',
}

/** The operator whose citizen number is all zeros is not registered; one named KHÔNG KHỚP does not match. */
const UNREGISTERED = '000000000000'
const MISMATCHED = 'KHÔNG KHỚP'

const HISTORY_MAX = 20

/** Answers one look-up. */
export function answerCard(
  question: Readonly<Record<string, unknown>>,
  archive: Archive,
  now: Date,
) {
  const text = (name: string) => (typeof question[name] === 'string' ? question[name].trim() : '')
  const number = text('maThe').toUpperCase()
  const code = resultCodeOf(number, text)
  const says = { maKetQua: code, ghiChu: CARD_NOTES[code] ?? '' }
  if (
    !['000', '003', '004', '001', '002', '010', '110', '120', '121', '122', '123', '124'].includes(
      code,
    )
  )
    return says
  const year = now.getUTCFullYear()
  return {
    ...says,
    maThe: number,
    hoTen: text('hoTen').toUpperCase(),
    ngaySinh: text('ngaySinh'),
    gioiTinh: number.charCodeAt(number.length - 4) % 2 === 0 ? 'Nam' : 'Nữ',
    diaChi: 'Tỉnh Quảng Ngãi',
    maDKBD: '51001',
    cqBHXH: 'Bảo hiểm xã hội tỉnh Quảng Ngãi',
    gtTheTu: `01/01/${year}`,
    gtTheDen: `31/12/${year}`,
    maKV: '',
    ngayDu5Nam: `01/01/${year - 2}`,
    maSoBHXH: number.slice(-10),
    maTheCu: null,
    ...newCard(code, number, year),
    dsLichSuKCB2018: historyOf(number, archive),
    dsLichSuKT2018: [],
  }
}

function resultCodeOf(number: string, text: (name: string) => string): string {
  if (![10, 12, 15].includes(number.length) || !text('hoTen')) return '205'
  if (!/^(\d{2}\/\d{2}\/)?\d{4}$/.test(text('ngaySinh'))) return '205'
  if (!/^\d{12}$/.test(text('cccdCb')) || text('cccdCb') === UNREGISTERED) return '054'
  if (!text('hoTenCb') || text('hoTenCb').toUpperCase() === MISMATCHED) return '055'
  const pattern = number.slice(-3)
  return pattern in CARD_NOTES ? pattern : '000'
}

function newCard(code: string, number: string, year: number) {
  if (code !== '003' && code !== '004')
    return {
      maTheMoi: null,
      gtTheTuMoi: null,
      gtTheDenMoi: null,
      maDKBDMoi: null,
      tenDKBDMoi: null,
    }
  return {
    maTheMoi: `${number.slice(0, -3)}999`,
    gtTheTuMoi: `01/01/${year}`,
    gtTheDenMoi: `31/12/${year + 1}`,
    maDKBDMoi: '51001',
    tenDKBDMoi: 'Bệnh viện Đa khoa tỉnh (mô phỏng)',
  }
}

/** The visits under this card that the portal holds. */
function historyOf(card: string, archive: Archive) {
  const held = [...archive.dossiers.values()].filter((one) => one.card !== '' && one.card === card)
  return held.slice(-HISTORY_MAX).map(({ visit, receptions, facility }) => ({
    maHoSo: receptions.at(-1)?.transactionCode ?? '',
    maCSKCB: facility,
    ngayVao: visit['NGAY_VAO'] ?? '',
    ngayRa: visit['NGAY_RA'] ?? '',
    tenBenh: visit['CHAN_DOAN_RV'] ?? '',
    tinhTrang: visit['MA_LOAI_RV'] ?? '',
    kqDieuTri: visit['KET_QUA_DTRI'] ?? '',
    lyDoVV: visit['LY_DO_VV'] ?? '',
  }))
}
