/**
 * What neighbours call a disease, by ranges of ICD-10 categories, and whether it stays.
 *
 * Our own words for the reader of the book, beside the official ones and never instead of them; no legal source.
 * The official list of long-term diseases (Circular 26/2025/TT-BYT, annex VII) is not in the repository.
 */
export type PlainDiagnosis = {
  readonly vi: string
  readonly en: string
  readonly chronic: boolean
}

type Row = readonly [from: string, to: string, vi: string, en: string, chronic?: 'chronic']

const ROWS: readonly Row[] = [
  ['A00', 'A09', 'Bệnh đường ruột, tiêu chảy', 'Gut infection, diarrhoea'],
  ['A15', 'A19', 'Bệnh lao', 'Tuberculosis', 'chronic'],
  ['A90', 'A91', 'Sốt xuất huyết Dengue', 'Dengue fever'],
  ['B01', 'B01', 'Thủy đậu', 'Chickenpox'],
  ['B05', 'B05', 'Sởi', 'Measles'],
  ['B08', 'B08', 'Tay chân miệng hoặc phát ban do vi rút', 'Viral rash, hand-foot-mouth disease'],
  ['B18', 'B18', 'Viêm gan vi rút mạn tính', 'Chronic viral hepatitis', 'chronic'],
  ['B20', 'B24', 'Nhiễm HIV', 'HIV infection', 'chronic'],
  ['B50', 'B54', 'Sốt rét', 'Malaria'],
  ['C00', 'C97', 'Ung thư', 'Cancer', 'chronic'],
  ['D50', 'D53', 'Thiếu máu do thiếu chất', 'Anaemia from deficiency'],
  ['D56', 'D56', 'Tan máu bẩm sinh (thalassemia)', 'Thalassaemia', 'chronic'],
  ['E03', 'E03', 'Suy giáp', 'Underactive thyroid', 'chronic'],
  ['E05', 'E05', 'Cường giáp', 'Overactive thyroid', 'chronic'],
  ['E10', 'E14', 'Tiểu đường', 'Diabetes', 'chronic'],
  ['E78', 'E78', 'Mỡ máu cao', 'High blood fats', 'chronic'],
  ['F20', 'F29', 'Rối loạn loạn thần', 'Psychotic disorder', 'chronic'],
  ['F30', 'F39', 'Rối loạn cảm xúc', 'Mood disorder', 'chronic'],
  ['F40', 'F48', 'Lo âu, căng thẳng', 'Anxiety, stress'],
  ['G20', 'G20', 'Bệnh Parkinson', 'Parkinson’s disease', 'chronic'],
  ['G40', 'G41', 'Động kinh', 'Epilepsy', 'chronic'],
  ['G43', 'G44', 'Đau đầu', 'Headache'],
  ['H10', 'H10', 'Đau mắt đỏ', 'Pink eye'],
  ['H25', 'H26', 'Đục thủy tinh thể (cườm mắt)', 'Cataract'],
  ['H65', 'H66', 'Viêm tai giữa', 'Middle-ear infection'],
  ['H81', 'H82', 'Chóng mặt do tiền đình', 'Dizziness from the inner ear'],
  ['I10', 'I15', 'Huyết áp cao', 'High blood pressure', 'chronic'],
  ['I20', 'I25', 'Bệnh mạch vành tim', 'Heart artery disease', 'chronic'],
  ['I48', 'I48', 'Rung nhĩ, tim đập không đều', 'Irregular heartbeat', 'chronic'],
  ['I50', 'I50', 'Suy tim', 'Heart failure', 'chronic'],
  ['I60', 'I64', 'Đột quỵ', 'Stroke'],
  ['I69', 'I69', 'Di chứng đột quỵ', 'After-effects of a stroke', 'chronic'],
  ['I83', 'I83', 'Giãn tĩnh mạch chân', 'Varicose veins'],
  ['J00', 'J06', 'Cảm, viêm họng, viêm mũi', 'Cold, sore throat'],
  ['J09', 'J11', 'Cúm', 'Influenza'],
  ['J12', 'J18', 'Viêm phổi', 'Pneumonia'],
  ['J20', 'J22', 'Viêm phế quản cấp', 'Acute bronchitis'],
  ['J30', 'J32', 'Viêm mũi, viêm xoang', 'Rhinitis, sinusitis'],
  ['J40', 'J44', 'Bệnh phổi tắc nghẽn mạn tính', 'Chronic lung disease', 'chronic'],
  ['J45', 'J46', 'Hen suyễn', 'Asthma', 'chronic'],
  ['K02', 'K05', 'Sâu răng, viêm nướu', 'Tooth decay, gum disease'],
  ['K21', 'K21', 'Trào ngược dạ dày', 'Acid reflux'],
  ['K25', 'K29', 'Đau dạ dày (viêm, loét)', 'Stomach inflammation or ulcer'],
  ['K35', 'K37', 'Viêm ruột thừa', 'Appendicitis'],
  ['K40', 'K46', 'Thoát vị', 'Hernia'],
  ['K70', 'K76', 'Bệnh gan', 'Liver disease', 'chronic'],
  ['K80', 'K81', 'Sỏi mật, viêm túi mật', 'Gallstones'],
  ['L20', 'L30', 'Viêm da', 'Skin inflammation'],
  ['L50', 'L50', 'Mề đay', 'Hives'],
  ['M05', 'M06', 'Viêm khớp dạng thấp', 'Rheumatoid arthritis', 'chronic'],
  ['M10', 'M10', 'Gút (thống phong)', 'Gout', 'chronic'],
  ['M15', 'M19', 'Thoái hóa khớp', 'Joint wear', 'chronic'],
  ['M47', 'M48', 'Thoái hóa cột sống', 'Worn spine', 'chronic'],
  ['M51', 'M54', 'Đau lưng, thoát vị đĩa đệm', 'Back pain, slipped disc'],
  ['M80', 'M81', 'Loãng xương', 'Brittle bones', 'chronic'],
  ['N18', 'N18', 'Suy thận mạn', 'Chronic kidney failure', 'chronic'],
  ['N20', 'N23', 'Sỏi thận, sỏi tiết niệu', 'Kidney stones'],
  ['N30', 'N30', 'Viêm bàng quang', 'Bladder infection'],
  ['N39', 'N39', 'Nhiễm trùng đường tiểu', 'Urinary infection'],
  ['N40', 'N40', 'Phì đại tuyến tiền liệt', 'Enlarged prostate', 'chronic'],
  ['O80', 'O84', 'Sinh con', 'Childbirth'],
  ['R05', 'R05', 'Ho', 'Cough'],
  ['R10', 'R10', 'Đau bụng', 'Belly pain'],
  ['R50', 'R50', 'Sốt', 'Fever'],
  ['R51', 'R51', 'Đau đầu', 'Headache'],
  ['S00', 'T14', 'Chấn thương', 'Injury'],
  ['Z00', 'Z00', 'Khám sức khỏe', 'Health check'],
  ['Z34', 'Z36', 'Khám thai', 'Pregnancy check'],
]

/** The plain words for an ICD-10 code, when we have any. */
export function plainDiagnosis(icd10: string): PlainDiagnosis | undefined {
  const category = icd10.slice(0, 3).toUpperCase()
  if (!/^[A-Z]\d\d$/.test(category)) return undefined
  const row = ROWS.find(([from, to]) => from <= category && category <= to)
  if (!row) return undefined
  const [, , vi, en, chronic] = row
  return { vi, en, chronic: chronic === 'chronic' }
}
