import type { FindingsByWard } from './findings-by-ward.ts'
import type { HalfYearReport } from './half-year-report.ts'
import type { Paper } from './paper.ts'

/** Invented papers with long names and long texts: what the forms must bear. */

const FACILITY = {
  code: '51001',
  name: 'Bệnh viện Đa khoa tỉnh Quảng Ngãi – cơ sở mẫu',
  owner: 'Sở Y tế tỉnh Quảng Ngãi',
  address: 'Số 1 đường Ví Dụ, phường Nghĩa Lộ, tỉnh Quảng Ngãi',
}

const PERSON = {
  name: 'Nguyễn Hoàng Thị Phương Khánh Nghiêm',
  birthDate: '1958-03-08',
  sex: 'female',
  citizenNumber: '051158000123',
  insuranceCards: ['HT2515100000123'],
  cardValidTo: '2026-12-31',
  ethnicGroup: 'Xơ Đăng',
  nationality: 'Việt Nam',
  occupation: 'Lao động giản đơn trong nông nghiệp, lâm nghiệp và thủy sản',
  workplace: 'Hợp tác xã Nông nghiệp Thử Nghiệm xã Sơn Tây Thượng',
  address: 'Thôn Huy Ra Long, xã Sơn Tây Thượng, tỉnh Quảng Ngãi',
} as const

const ISSUED = {
  facility: FACILITY,
  person: PERSON,
  linkCode: '51001.20261102.000456',
  issuedOn: '2026-11-06',
  arrivedAt: new Date('2026-11-02T00:40:00Z'),
  admittedAt: new Date('2026-11-02T02:30:00Z'),
  leftAt: new Date('2026-11-06T03:00:00Z'),
  diagnosis: 'Viêm ruột thừa cấp, đã phẫu thuật nội soi cắt ruột thừa; tăng huyết áp vô căn',
  codes: [
    { code: 'K35.8', name: 'Viêm ruột thừa cấp khác và không xác định' },
    { code: 'I10', name: 'Tăng huyết áp vô căn (nguyên phát)' },
  ],
  doctor: { name: 'Lê Văn Ví Dụ', licence: '000003/MAU-GPHN' },
  head: { name: 'Đặng Nguyễn Thị Quỳnh Uyển', licence: '000009/MAU-GPHN' },
} as const

const COURSE =
  'Đau âm ỉ quanh rốn rồi khu trú hố chậu phải, sốt 38 độ C, vào viện giờ thứ 12; mổ nội soi cấp cứu, hậu phẫu ổn định, vết mổ khô, ăn uống được từ ngày thứ hai.'
const RESULTS =
  'Bạch cầu 15,8 G/L, bạch cầu trung tính 86,4 %; siêu âm: hình ảnh viêm ruột thừa cấp; điện tim: nhịp xoang đều 84 lần/phút.'
const TREATMENT = 'Phẫu thuật nội soi cắt ruột thừa; giảm đau, truyền dịch, kháng sinh dự phòng'

export const PAPERS: readonly Paper[] = [
  {
    ...ISSUED,
    kind: 'discharge',
    archiveNumber: 'BA26.000456',
    patientNumber: 'BN0000456',
    ward: 'Ngoại tổng hợp',
    treatment: TREATMENT,
    note: 'Nghỉ ngơi 07 ngày sau ra viện',
    rest: { days: 7, from: '2026-11-07', to: '2026-11-13' },
  },
  {
    ...ISSUED,
    kind: 'referral',
    fileNumber: 'CT26.000012',
    bookNumber: '2026/0012',
    number: '12/2026/CCS',
    to: { code: '01999', name: 'Bệnh viện Chuyên sâu Thử Nghiệm Hà Nội' },
    earlierFacilities: ['Trạm Y tế xã Sơn Tây Thượng (51203)'],
    signs: 'Đau hố chậu phải, phản ứng thành bụng, sốt 38,5 độ C, huyết áp 165/95 mmHg.',
    course: COURSE,
    results: RESULTS,
    treatment: TREATMENT,
    state: 'Tỉnh, tiếp xúc tốt, mạch 92 lần/phút, huyết áp 150/90 mmHg, thở 20 lần/phút.',
    reason: '1',
    plan: 'Phẫu thuật và hồi sức chuyên sâu',
    transport: 'Xe cứu thương',
    escort: 'Phạm Thị Mẫu, điều dưỡng đại học',
  },
  { ...ISSUED, kind: 're-examination', number: 'HK26.000456', on: '2026-11-13' },
  {
    ...ISSUED,
    kind: 'record-summary',
    admissionDiagnosis: 'Theo dõi viêm ruột thừa cấp',
    course: COURSE,
    results: RESULTS,
    treatment: TREATMENT,
    outcome: 'Khỏi',
    plan: 'Thay băng cách ngày tại trạm y tế, khám lại ngày 13/11/2026',
  },
  {
    ...ISSUED,
    kind: 'visit',
    formOfCare: 'Điều trị nội trú',
    reason: 'Đau bụng hố chậu phải giờ thứ 12, sốt',
    admissionDiagnosis: 'Theo dõi viêm ruột thừa cấp',
    wards: ['Cấp cứu', 'Ngoại tổng hợp'],
    treatment: TREATMENT,
    outcome: 'Khỏi',
    discharge: 'Ra viện',
    procedures: [
      { name: 'Phẫu thuật nội soi cắt ruột thừa', on: '2026-11-02' },
      { name: 'Siêu âm ổ bụng', on: '2026-11-02' },
    ],
    medicines: [
      {
        name: 'Thuốc mẫu Paracetamol',
        strength: '500 mg',
        quantity: '14 viên',
        dose: '1 viên/lần × 2 lần/ngày × 7 ngày',
        suppliedOn: '2026-11-06',
        days: 7,
      },
      {
        name: 'Thuốc mẫu Amoxicillin + Acid clavulanic',
        strength: '875 mg + 125 mg',
        quantity: '10 viên',
        suppliedOn: '2026-11-06',
      },
    ],
    results: [
      {
        title: 'Tổng phân tích tế bào máu',
        lines: [
          {
            name: 'WBC – số lượng bạch cầu',
            value: '15,8',
            unit: 'G/L',
            range: '4 – 10',
            flag: 'high',
            at: new Date('2026-11-02T01:45:00Z'),
          },
          {
            name: 'HGB – huyết sắc tố',
            value: '148',
            unit: 'g/L',
            range: '120 – 160',
            at: new Date('2026-11-02T01:45:00Z'),
          },
        ],
      },
      {
        title: 'Siêu âm ổ bụng',
        lines: [],
        text: 'Kết luận: hình ảnh viêm ruột thừa cấp, ít dịch hố chậu phải.',
      },
    ],
    advice: 'Thay băng cách ngày tại trạm y tế, tái khám ngày 13/11/2026',
    reExaminationOn: '2026-11-13',
    costs: { total: 3_830_442.5, insurance: 3_064_354, copayment: 766_088.5, self: 0, other: 0 },
  },
  {
    kind: 'book',
    person: PERSON,
    allergies: [],
    bloodGroup: 'O+ (02/11/2026)',
    conditions: [
      {
        code: 'I10',
        name: 'Tăng huyết áp vô căn (nguyên phát)',
        firstOn: '2021-04-02',
        lastOn: '2026-11-06',
        visits: 41,
      },
      {
        code: 'E11',
        name: 'Đái tháo đường không phụ thuộc insulin (type 2)',
        firstOn: '2023-01-15',
        lastOn: '2026-10-02',
        visits: 22,
      },
    ],
    vitals: [{ name: 'Cân nặng', value: '64,5', unit: 'kg', at: new Date('2026-11-02T01:45:00Z') }],
    medicines: [
      {
        name: 'Thuốc mẫu Amlodipin',
        strength: '5 mg',
        quantity: '30 viên',
        facility: 'Trạm Y tế xã Sơn Tây Thượng',
        suppliedOn: '2026-10-02',
        days: 30,
      },
    ],
    visits: Array.from({ length: 30 }, (_, index) => ({
      on: `2026-${String((index % 11) + 1).padStart(2, '0')}-02`,
      to: `2026-${String((index % 11) + 1).padStart(2, '0')}-0${index % 3 === 0 ? 6 : 2}`,
      facility: index % 3 === 0 ? FACILITY.name : 'Trạm Y tế xã Sơn Tây Thượng',
      formOfCare: index % 3 === 0 ? 'Điều trị nội trú' : 'Khám bệnh',
      diagnosis: index % 3 === 0 ? ISSUED.diagnosis : 'Tăng huyết áp vô căn',
    })),
  },
]

export const FINDINGS: FindingsByWard = {
  facility: FACILITY,
  from: '2026-11-01',
  to: '2026-11-20',
  wards: ['Khoa Khám bệnh', 'Khoa Hồi sức tích cực và Chống độc'].map((name, ward) => ({
    code: `K0${ward + 1}`,
    name,
    doctors: [
      {
        licence: '000003/MAU-GPHN',
        name: 'Nguyễn Hoàng Thị Phương Khánh Nghiêm',
        dossiers: Array.from({ length: 6 }, (_, index) => ({
          linkCode: `51001.20261102.00045${index}`,
          patientName: 'Hồ Thị Y Xuân Trường Giang',
          patientNumber: `BN000045${index}`,
          leftOn: '2026-11-06',
          findings: [
            {
              severity: 'error' as const,
              at: `XML2[${index + 1}]/SO_DANG_KY`,
              message:
                'Số đăng ký thuốc không có trong danh mục của cơ sở vào ngày kết thúc lần khám.',
              remedy:
                'Sửa số đăng ký theo danh mục thuốc, hoặc bổ sung thuốc vào danh mục rồi gửi lại.',
              rule: 'XML2.SO_DANG_KY.in-list',
            },
            {
              severity: 'warning' as const,
              at: 'XML3[12]/NGAY_YL',
              message: 'Thời điểm y lệnh sớm hơn thời điểm người bệnh đến.',
              remedy: 'Kiểm tra lại giờ y lệnh.',
              rule: 'XML3.NGAY_YL.after-arrival',
            },
          ],
        })),
      },
    ],
  })),
}

export const REPORT: HalfYearReport = {
  department: {
    name: 'Sở Y tế tỉnh Quảng Ngãi',
    parent: 'Ủy ban nhân dân tỉnh Quảng Ngãi',
    place: 'Quảng Ngãi',
    abbreviation: 'SYT',
  },
  year: 2026,
  half: 2,
  from: '2026-07-01',
  to: '2026-12-31',
  totals: {
    facilities: 24,
    facilitiesSending: 22,
    received: 12_345,
    accepted: 11_900,
    acceptedWithErrors: 120,
    refused: 445,
    persons: 5_432,
    uninsuredVisits: 812,
    delivered: 11_850,
    waiting: 50,
    late: 3,
  },
  byMonth: ['07', '08', '09', '10', '11', '12'].map((month, index) => ({
    month: `2026-${month}`,
    received: 2_000 + index * 17,
    accepted: 1_950 + index * 12,
    refused: 50 + index * 5,
  })),
  byFacility: Array.from({ length: 22 }, (_, index) => ({
    code: `51${String(index + 1).padStart(3, '0')}`,
    name: index === 0 ? FACILITY.name : `Trạm Y tế xã Mẫu Số ${index}`,
    received: 561,
    accepted: 540,
    acceptedWithErrors: 6,
    refused: 21,
    persons: 247,
    waiting: 2,
  })),
  topFindings: [
    {
      rule: 'XML2.SO_DANG_KY.in-list',
      text: 'Số đăng ký thuốc không có trong danh mục của cơ sở',
      count: 221,
      facilities: 9,
    },
    {
      rule: 'XML3.NGAY_YL.after-arrival',
      text: 'Thời điểm y lệnh sớm hơn thời điểm người bệnh đến',
      count: 120,
      facilities: 14,
    },
  ],
  difficulties: [],
  proposals: [],
  recipients: [],
}
