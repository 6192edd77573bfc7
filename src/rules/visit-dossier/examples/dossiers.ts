import type { TableRow } from '#vocabulary/dossier-tables'
import { copyOf, drug, linked, rowOf, service, summary } from './rows.ts'

/* Whole synthetic dossiers, one for each kind of visit that rules speak of. */

const exam = service(1, {
  MA_DICH_VU: '02.03.1898',
  MA_NHOM: '13',
  TEN_DICH_VU: 'Khám Nội tổng hợp',
  MA_BENH: 'J00',
  NGAY_YL: '202611100815',
  NGAY_TH_YL: '202611100820',
  NGAY_KQ: '202611100940',
})

const bloodCount = service(2, {
  MA_DICH_VU: '22.0120.1370',
  MA_NHOM: '1',
  TEN_DICH_VU: 'Tổng phân tích tế bào máu',
  DON_GIA_BV: '42000',
  MA_BENH: 'J00',
  NGUOI_THUC_HIEN: '000002/QNG-GPHN',
  MA_MAY: 'HH.1.THU0001',
  NGAY_YL: '202611100835',
  NGAY_TH_YL: '202611100845',
  NGAY_KQ: '202611100920',
})

const haemoglobin = rowOf('XML4', {
  STT: '1',
  MA_DICH_VU: '22.0120.1370',
  MA_CHI_SO: 'HGB',
  TEN_CHI_SO: 'HGB',
  GIA_TRI: '132',
  DON_VI_DO: 'g/L',
  NGAY_KQ: '202611100920',
  MA_BS_DOC_KQ: '000002/QNG-GPHN',
})

const vitamin = drug(2, {
  MA_THUOC: '00.0000',
  TEN_THUOC: 'Thuốc thử Vitamin C',
  LIEU_DUNG: '1 viên/lần * 2 lần/ngày * 5 ngày [2 viên/ngày]',
  PHAM_VI: '2',
  TYLE_TT_BH: '0',
  MUC_HUONG: '0',
  SO_LUONG: '10',
  DON_GIA: '1000',
  NGUON_CTRA: '4',
})

const outpatient = linked('LK.OUT.1', {
  XML1: [summary([drug(1, {}), vitamin], [exam, bloodCount], {})],
  XML2: [drug(1, {}), vitamin],
  XML3: [exam, bloodCount],
  XML4: [haemoglobin],
})

/* An operation with four bed-days. */

const STAY = {
  MA_BN: 'BN0000654',
  HO_TEN: 'ĐINH VĂN MẪU',
  SO_CCCD: '051075000654',
  NGAY_SINH: '197503080000',
  GIOI_TINH: '1',
  MA_DANTOC: '19',
  MA_THE_BHYT: 'DN4515100000654',
  CHAN_DOAN_VAO: 'Theo dõi viêm ruột thừa cấp',
  CHAN_DOAN_RV: 'Viêm ruột thừa cấp, đã phẫu thuật',
  MA_BENH_CHINH: 'K35.8',
  NGAY_VAO: '202611020740',
  NGAY_VAO_NOI_TRU: '202611020930',
  LY_DO_VNT: 'Đau hố chậu phải, sốt',
  NGAY_RA: '202611061000',
  SO_NGAY_DTRI: '5',
  KET_QUA_DTRI: '1',
  NGAY_TTOAN: '202611061030',
  MA_LOAI_KCB: '03',
  MA_KHOA: 'K01;K19',
  MA_HSBA: 'BA26.000654',
}

const STAY_LINE = {
  MA_KHOA: 'K19',
  MA_BENH: 'K35.8',
  MA_BAC_SI: '000003/QNG-GPHN',
  NGUOI_THUC_HIEN: '000003/QNG-GPHN',
  NGAY_YL: '202611021140',
  NGAY_TH_YL: '202611021145',
  NGAY_KQ: '202611021300',
}

const stayDrugs = [
  drug(1, {
    LIEU_DUNG: '1 chai/lần * 2 lần/ngày * 1 ngày [2 chai/ngày]',
    SO_LUONG: '2',
    DON_GIA: '11550.5',
    MA_KHOA: 'K19',
    MA_BAC_SI: '000003/QNG-GPHN',
    NGAY_YL: '202611020945',
    NGAY_TH_YL: '202611021000',
  }),
  drug(2, {
    LIEU_DUNG: '1 chai/lần * 3 lần/ngày * 1 ngày [3 chai/ngày]',
    SO_LUONG: '3',
    DON_GIA: '11550.5',
    MA_KHOA: 'K19',
    MA_BAC_SI: '000003/QNG-GPHN',
    NGAY_YL: '202611030730',
    NGAY_TH_YL: '202611030800',
  }),
]

function bed(number: number, day: string, nextDay: string): TableRow {
  return service(number, {
    ...STAY_LINE,
    MA_DICH_VU: 'K19.1922',
    MA_NHOM: '15',
    TEN_DICH_VU: 'Giường Ngoại khoa loại 2',
    DON_VI_TINH: 'Ngày',
    DON_GIA_BV: '220000',
    MA_GIUONG: 'H012',
    NGUOI_THUC_HIEN: '',
    NGAY_YL: `${day}1000`,
    NGAY_TH_YL: `${day}1000`,
    NGAY_KQ: `${nextDay}0959`,
  })
}

const stayServices = [
  service(1, {
    ...STAY_LINE,
    MA_KHOA: 'K01',
    MA_DICH_VU: '02.03.1898',
    MA_NHOM: '13',
    TEN_DICH_VU: 'Khám Nội tổng hợp',
    NGAY_YL: '202611020745',
    NGAY_TH_YL: '202611020750',
    NGAY_KQ: '202611020930',
  }),
  service(2, {
    ...STAY_LINE,
    MA_KHOA: 'K01',
    MA_DICH_VU: '22.0120.1370',
    MA_NHOM: '1',
    TEN_DICH_VU: 'Tổng phân tích tế bào máu',
    DON_GIA_BV: '42000',
    MA_MAY: 'HH.1.THU0001',
    NGAY_YL: '202611020800',
    NGAY_TH_YL: '202611020810',
    NGAY_KQ: '202611020845',
  }),
  service(3, {
    ...STAY_LINE,
    MA_DICH_VU: '27.0187.2039',
    MA_PTTT_QT: '47.01',
    MA_NHOM: '8',
    GOI_VTYT: 'G1',
    TEN_DICH_VU: 'Phẫu thuật nội soi cắt ruột thừa',
    DON_GIA_BV: '2600000',
    PP_VO_CAM: '1',
  }),
  service(4, {
    ...STAY_LINE,
    MA_DICH_VU: '27.0187.2039',
    MA_VAT_TU: 'N03.04.010',
    TEN_VAT_TU: 'Bộ trô-ca thử',
    MA_NHOM: '10',
    GOI_VTYT: 'G1',
    DON_VI_TINH: 'Bộ',
    DON_GIA_BV: '150000',
    TT_THAU: '15/QĐ-SYT;G1;N3;2026',
    NGUOI_THUC_HIEN: '',
  }),
  bed(5, '20261102', '20261103'),
  bed(6, '20261103', '20261104'),
  bed(7, '20261104', '20261105'),
  bed(8, '20261105', '20261106'),
  service(9, {
    ...STAY_LINE,
    MA_KHOA: 'K01',
    MA_DICH_VU: '18.0015.0001',
    MA_NHOM: '2',
    TEN_DICH_VU: 'Siêu âm ổ bụng',
    DON_GIA_BV: '45000',
    MA_MAY: 'SA.1.THU0002',
    NGAY_YL: '202611020800',
    NGAY_TH_YL: '202611020850',
    NGAY_KQ: '202611020910',
  }),
]

const stay = summary(stayDrugs, stayServices, {
  ...STAY,
  MA_PTTT_QT: '47.01',
  NGAY_TAI_KHAM: '20261113',
})

const stayResults = [
  rowOf('XML4', {
    ...haemoglobin,
    NGAY_KQ: '202611020845',
  }),
  rowOf('XML4', {
    STT: '2',
    MA_DICH_VU: '18.0015.0001',
    MA_CHI_SO: 'SIEUAMOBUNG',
    TEN_CHI_SO: 'Siêu âm ổ bụng',
    MO_TA: 'Hố chậu phải có cấu trúc hình ống, thành dày',
    KET_LUAN: 'Hình ảnh viêm ruột thừa cấp',
    NGAY_KQ: '202611020910',
    MA_BS_DOC_KQ: '000002/QNG-GPHN',
  }),
]

const course = rowOf('XML5', {
  STT: '1',
  DIEN_BIEN_LS: 'Bụng mềm, vết mổ khô. CSST<M84_T37.1_HA120/70_NT18_SP99_HL2>',
  THOI_DIEM_DBLS: '202611021330',
  NGUOI_THUC_HIEN: '000003/QNG-GPHN',
})

const dischargePaper = copyOf('XML7', stay, {
  SO_LUU_TRU: 'BA26.000654',
  MA_YTE: 'BN0000654',
  MA_KHOA_RV: 'K19',
  MA_DINH_CHI_THAI: '0',
  PP_DIEUTRI: 'Phẫu thuật nội soi cắt ruột thừa',
  MA_BS: '000003/QNG-GPHN',
  TEN_BS: 'HỒ VĂN VÍ DỤ',
  NGAY_CT: '20261106',
  SO_NGAY_NGHI: '7',
  NGOAITRU_TUNGAY: '20261107',
  NGOAITRU_DENNGAY: '20261113',
})

const recordSummary = copyOf('XML8', stay, {
  QT_BENHLY: 'Đau hố chậu phải 12 giờ, mổ nội soi, hậu phẫu ổn định',
  TOMTAT_KQ: 'Siêu âm: hình ảnh viêm ruột thừa cấp',
  PP_DIEUTRI: 'Phẫu thuật nội soi cắt ruột thừa',
  NGAY_CT: '20261106',
})

const inpatient = linked('LK.IN.1', {
  XML1: [stay],
  XML2: stayDrugs,
  XML3: stayServices,
  XML4: stayResults,
  XML5: [course],
  XML7: [dischargePaper],
  XML8: [recordSummary],
  XML14: [
    copyOf('XML14', stay, {
      SO_GIAYHEN_KL: 'HK26.000654',
      NGAY_HEN_KL: '20261113',
      MA_BAC_SI: '000003/QNG-GPHN',
      NGAY_CT: '20261106',
    }),
  ],
})

/* Referred on from the ward. */

const referredStay = rowOf('XML1', {
  ...stay,
  KET_QUA_DTRI: '3',
  MA_LOAI_RV: '2',
  MA_NOI_DEN: '01999',
  NGAY_TAI_KHAM: '',
})

const referral = linked('LK.REF.1', {
  ...inpatient,
  XML1: [referredStay],
  XML8: [rowOf('XML8', { ...recordSummary, KET_QUA_DTRI: '3' })],
  XML14: undefined,
  XML13: [
    copyOf('XML13', referredStay, {
      SO_HOSO: 'CT26.0001',
      SO_CHUYENTUYEN: '0001',
      GIAY_CHUYEN_TUYEN: 'CT26.0001',
      MA_CSKCB_DEN: '01999',
      DAU_HIEU_LS: 'Sốt, bụng chướng',
      QT_BENHLY: 'Sau mổ ngày thứ 4, sốt cao',
      TOMTAT_KQ: 'Bạch cầu 18 G/L',
      PP_DIEUTRI: 'Phẫu thuật, kháng sinh',
      TINH_TRANG_CT: 'Tỉnh, huyết áp 110/70',
      MA_LYDO_CT: '1',
      HUONG_DIEU_TRI: 'Theo dõi áp xe tồn dư',
      PHUONGTIEN_VC: 'Xe cứu thương',
      MA_BAC_SI: '000003/QNG-GPHN',
    }),
  ],
})

export const firstDossiers = { outpatient, inpatient, referral }
export { course, exam, recordSummary }
