/**
 * Where each of the 34 provinces stands on our own grid: neighbours stay neighbours as far as squares allow, nothing is taken from any map.
 * Row and column count from 1. Source of the units: QĐ 19/2025/QĐ-TTg.
 */
export type Tile = { readonly code: string; readonly row: number; readonly column: number }

const tile = (code: string, row: number, column: number): Tile => ({ code, row, column })

export const PROVINCE_TILES: readonly Tile[] = [
  tile('12', 1, 2),
  tile('15', 1, 3),
  tile('08', 1, 4),
  tile('04', 1, 5),
  tile('11', 2, 1),
  tile('14', 2, 2),
  tile('25', 2, 3),
  tile('19', 2, 4),
  tile('20', 2, 5),
  tile('01', 3, 3),
  tile('24', 3, 4),
  tile('31', 3, 5),
  tile('22', 3, 6),
  tile('37', 4, 3),
  tile('33', 4, 4),
  tile('38', 5, 3),
  tile('40', 6, 3),
  tile('42', 7, 3),
  tile('44', 8, 4),
  tile('46', 9, 4),
  tile('48', 9, 5),
  tile('51', 10, 5),
  tile('52', 11, 5),
  tile('66', 12, 5),
  tile('80', 13, 2),
  tile('75', 13, 3),
  tile('68', 13, 4),
  tile('56', 13, 5),
  tile('91', 14, 1),
  tile('82', 14, 2),
  tile('79', 14, 3),
  tile('92', 15, 2),
  tile('86', 15, 3),
  tile('96', 16, 2),
]

/** Authorities that are no province: the Ministry, the army, the police. */
export const OTHER_TILES: readonly Tile[] = [tile('00', 5, 6), tile('97', 6, 6), tile('98', 7, 6)]

/** The archipelagos, which belong to a city and a province and are drawn with them. */
export const ISLANDS: readonly (Tile & { readonly name: string })[] = [
  { ...tile('48', 9, 6), name: 'Hoàng Sa' },
  { ...tile('56', 13, 6), name: 'Trường Sa' },
]

/** The tile next to one in a direction: the nearest in the same row or column, else in the next one over. */
export function neighbourOf(tiles: readonly Tile[], from: Tile, key: string): Tile | undefined {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key]
  if (step === undefined) return undefined
  const [down = 0, right = 0] = step
  const ahead = (one: Tile) =>
    down === 0 ? (one.column - from.column) * right : (one.row - from.row) * down
  const aside = (one: Tile) => Math.abs(down === 0 ? one.row - from.row : one.column - from.column)
  return tiles
    .filter((one) => ahead(one) > 0)
    .toSorted((one, other) => ahead(one) + 3 * aside(one) - ahead(other) - 3 * aside(other))[0]
}

/** Names as they fit on a square. */
export const SHORT_NAMES: Readonly<Record<string, string>> = {
  '00': 'Bộ Y tế',
  '97': 'Quân đội',
  '98': 'Công an',
  '01': 'Hà Nội',
  '04': 'Cao Bằng',
  '08': 'Tuyên Quang',
  '11': 'Điện Biên',
  '12': 'Lai Châu',
  '14': 'Sơn La',
  '15': 'Lào Cai',
  '19': 'Thái Nguyên',
  '20': 'Lạng Sơn',
  '22': 'Quảng Ninh',
  '24': 'Bắc Ninh',
  '25': 'Phú Thọ',
  '31': 'Hải Phòng',
  '33': 'Hưng Yên',
  '37': 'Ninh Bình',
  '38': 'Thanh Hóa',
  '40': 'Nghệ An',
  '42': 'Hà Tĩnh',
  '44': 'Quảng Trị',
  '46': 'Huế',
  '48': 'Đà Nẵng',
  '51': 'Quảng Ngãi',
  '52': 'Gia Lai',
  '56': 'Khánh Hòa',
  '66': 'Đắk Lắk',
  '68': 'Lâm Đồng',
  '75': 'Đồng Nai',
  '79': 'TP. HCM',
  '80': 'Tây Ninh',
  '82': 'Đồng Tháp',
  '86': 'Vĩnh Long',
  '91': 'An Giang',
  '92': 'Cần Thơ',
  '96': 'Cà Mau',
}
