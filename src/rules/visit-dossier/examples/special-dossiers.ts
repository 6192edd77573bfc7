import { course, exam, recordSummary } from './dossiers.ts'
import { copyOf, drug, FACILITY, linked, rowOf, service, summary } from './rows.ts'

/* Papers, births, long supply, care programmes, visits outside the insurance, and the check-in. */

const examOnly = summary([], [exam], { MA_BENH_CHINH: 'J20', CHAN_DOAN_RV: 'Viêm phế quản cấp' })

const sickLeave = linked('LK.LEAVE.1', {
  XML1: [examOnly],
  XML3: [exam],
  XML11: [
    copyOf('XML11', examOnly, {
      SO_CT: 'NV26.001',
      SO_SERI: 'NV26.001',
      SO_KCB: 'KB26.000321',
      DON_VI: 'Công ty TNHH Ví Dụ',
      MA_BHXH: '5120000321',
      PP_DIEUTRI: 'nội khoa',
      SO_NGAY_NGHI: '3',
      TU_NGAY: '20261110',
      DEN_NGAY: '20261112',
      MA_BS: '000001/QNG-GPHN',
      NGAY_CT: '20261110',
      MAU_SO: 'CT07',
    }),
  ],
})

const threatened = summary([], [exam], { MA_BENH_CHINH: 'O20.0', CHAN_DOAN_RV: 'Dọa sẩy thai' })

const pregnancyRest = linked('LK.REST.1', {
  XML1: [threatened],
  XML3: [exam],
  XML10: [
    copyOf('XML10', threatened, {
      SO_SERI: 'DT26.001',
      SO_CT: 'DT26.001',
      SO_NGAY: '14',
      DON_VI: 'Công ty TNHH Ví Dụ',
      CHAN_DOAN_RV: 'Thai 10 tuần, dọa sẩy, nghỉ dưỡng thai',
      TU_NGAY: '20261110',
      DEN_NGAY: '20261123',
      TEN_BS: 'LÊ THỊ VÍ DỤ',
      MA_BS: '000001/QNG-GPHN',
      NGAY_CT: '20261110',
    }),
  ],
})

const deliveryService = service(1, {
  MA_DICH_VU: '13.0033.0614',
  MA_NHOM: '18',
  TEN_DICH_VU: 'Đỡ đẻ thường ngôi chỏm',
  DON_GIA_BV: '700000',
  MA_KHOA: 'K27',
  MA_BENH: 'O80',
  NGAY_YL: '202611100200',
  NGAY_TH_YL: '202611100300',
  NGAY_KQ: '202611100400',
})

const delivery = summary([], [deliveryService], {
  MA_BENH_CHINH: 'O80',
  CHAN_DOAN_RV: 'Đẻ thường ngôi chỏm',
  NGAY_VAO: '202611092200',
  NGAY_VAO_NOI_TRU: '202611092230',
  LY_DO_VNT: 'Đau bụng chuyển dạ',
  NGAY_RA: '202611120900',
  NGAY_TTOAN: '202611120930',
  SO_NGAY_DTRI: '4',
  KET_QUA_DTRI: '1',
  MA_LOAI_KCB: '03',
  MA_KHOA: 'K27',
  CAN_NANG_CON: '3200',
})

const birth = linked('LK.BIRTH.1', {
  XML1: [delivery],
  XML3: [deliveryService],
  XML5: [
    rowOf('XML5', { ...course, DIEN_BIEN_LS: 'Mẹ và con ổn định', THOI_DIEM_DBLS: '202611100800' }),
  ],
  XML7: [
    copyOf('XML7', delivery, {
      SO_LUU_TRU: 'BA26.000777',
      MA_YTE: 'BN0000321',
      MA_KHOA_RV: 'K27',
      PP_DIEUTRI: 'Đỡ đẻ thường',
      MA_BS: '000001/QNG-GPHN',
      TEN_BS: 'LÊ THỊ VÍ DỤ',
      NGAY_CT: '20261112',
    }),
  ],
  XML8: [
    copyOf('XML8', delivery, {
      QT_BENHLY: 'Chuyển dạ tự nhiên',
      TOMTAT_KQ: 'Bình thường',
      PP_DIEUTRI: 'Đỡ đẻ thường',
      NGAY_CT: '20261112',
    }),
  ],
  XML9: [
    rowOf('XML9', {
      MA_BHXH_NND: '5120000321',
      HO_TEN_NND: 'PHẠM THỊ THỬ NGHIỆM',
      NGAYSINH_NND: '19900512',
      MA_DANTOC_NND: '01',
      SO_CCCD_NND: '051190000123',
      NGAYCAP_CCCD_NND: '20220105',
      NOICAP_CCCD_NND: 'Cục Cảnh sát QLHC về TTXH',
      NOI_CU_TRU_NND: 'Phường Cẩm Thành, tỉnh Quảng Ngãi',
      MA_QUOCTICH: '000',
      MATINH_CU_TRU: '51',
      MAXA_CU_TRU: '21010',
      MA_THE_TAM: 'TE1510000000321',
      HO_TEN_CON: 'NGUYỄN THỬ NGHIỆM AN',
      GIOI_TINH_CON: '2',
      SO_CON: '1',
      LAN_SINH: '1',
      SO_CON_SONG: '1',
      CAN_NANG_CON: '3200',
      NGAY_SINH_CON: '202611100345',
      NOI_SINH_CON: 'Bệnh viện Đa khoa Mẫu',
      TINH_TRANG_CON: 'Khỏe mạnh',
      SINHCON_PHAUTHUAT: '0',
      SINHCON_DUOI32TUAN: '0',
      NGUOI_DO_DE: 'LÊ THỊ VÍ DỤ',
      NGUOI_GHI_PHIEU: 'LÊ THỊ VÍ DỤ',
      NGAY_CT: '20261112',
      SO: '0321',
      QUYEN_SO: '01/2026',
      MA_TTDV: '000009/QNG-GPHN',
    }),
  ],
})

const LONG_TERM = {
  MA_LOAI_KCB: '05',
  NGAY_RA: '202612092359',
  SO_NGAY_DTRI: '30',
  KET_QUA_DTRI: '2',
  NGAY_TTOAN: '202611100958',
}

const monthOfDrug = drug(1, {
  LIEU_DUNG: '1 viên/lần * 1 lần/ngày * 30 ngày [1 viên/ngày]',
  SO_LUONG: '30',
})

const followUp = rowOf('XML5', {
  ...course,
  DIEN_BIEN_LS: 'Ổn định, cấp thuốc 30 ngày',
  THOI_DIEM_DBLS: '202611100900',
  NGUOI_THUC_HIEN: '000001/QNG-GPHN',
})

const longSupply = linked('LK.LONG.1', {
  XML1: [
    summary([monthOfDrug], [exam], {
      ...LONG_TERM,
      MA_BENH_CHINH: 'I10',
      CHAN_DOAN_RV: 'Tăng huyết áp vô căn',
    }),
  ],
  XML2: [monthOfDrug],
  XML3: [exam],
  XML5: [followUp],
})

const hivSummary = summary([monthOfDrug], [exam], {
  ...LONG_TERM,
  MA_BENH_CHINH: 'B20',
  CHAN_DOAN_RV: 'Theo chương trình',
})

const hiv = linked('LK.HIV.1', {
  XML1: [hivSummary],
  XML2: [monthOfDrug],
  XML3: [exam],
  XML5: [followUp],
  XML6: [
    copyOf('XML6', hivSummary, {
      NGAYKD_HIV: '20200115',
      NOI_LAY_MAU_XN: FACILITY,
      NOI_XN_KD: FACILITY,
      NOI_BDDT_ARV: FACILITY,
      BDDT_ARV: '20200201',
      MA_LYDO_DTRI: '3',
      LOAI_DTRI_LAO: '0',
      SANG_LOC_LAO: '2',
      KQ_DTRI_LAO: '7',
      MA_LOAI_BN: '1',
      GIAI_DOAN_LAM_SANG: '1',
      NHOM_DOI_TUONG: '4',
      MA_TINH_TRANG_DK: '9',
      MA_XU_TRI: '1;4',
      NGAY_BAT_DAU_XU_TRI: '20261110',
      NGAY_KET_THUC_XU_TRI: '20261210',
      MA_PHAC_DO_DIEU_TRI: 'TDF+3TC+DTG',
      SO_NGAY_CAP_THUOC_ARV: '30',
    }),
  ],
})

const tuberculosisSummary = summary([monthOfDrug], [exam], {
  ...LONG_TERM,
  MA_BENH_CHINH: 'A15.0',
  CHAN_DOAN_RV: 'Lao phổi',
})

const tuberculosis = linked('LK.TB.1', {
  XML1: [tuberculosisSummary],
  XML2: [monthOfDrug],
  XML3: [exam],
  XML5: [followUp],
  XML15: [
    copyOf('XML15', tuberculosisSummary, {
      STT: '1',
      PHANLOAI_LAO_VITRI: '1',
      PHANLOAI_LAO_TS: '1',
      PHANLOAI_LAO_HIV: '2',
      PHANLOAI_LAO_VK: '1',
      LOAI_DTRI_LAO: '2',
      NGAYBD_DTRI_LAO: '20261001',
      PHACDO_DTRI_LAO: '2',
      KET_QUA_DTRI_LAO: '6',
    }),
  ],
})

const uninsuredSummary = rowOf('XML1', {
  ...summary([], [], {}),
  MA_DOITUONG_KCB: '9',
  MA_THE_BHYT: '',
  MA_DKBD: '',
  GT_THE_TU: '',
  GT_THE_DEN: '',
  T_THUOC: '',
  T_VTYT: '',
  T_TONGCHI_BV: '',
  T_TONGCHI_BH: '',
  T_BNTT: '',
  T_BNCCT: '',
  T_BHTT: '',
  T_NGUONKHAC: '',
  T_BHTT_GDV: '',
  NAM_QT: '',
  THANG_QT: '',
})

const uninsured = linked('LK.FREE.1', {
  XML1: [uninsuredSummary],
  XML8: [
    copyOf('XML8', uninsuredSummary, {
      QT_BENHLY: recordSummary['QT_BENHLY'] ?? '',
      TOMTAT_KQ: 'Không làm cận lâm sàng',
      PP_DIEUTRI: 'Nội khoa',
      NGAY_CT: '20261110',
    }),
  ],
})

const checkIn = linked('LK.OUT.1', {
  CHECKIN: [
    copyOf('CHECKIN', summary([], [], {}), {
      STT: '1',
      MA_DICH_VU: '02.03.1898',
      TEN_DICH_VU: 'Khám Nội tổng hợp',
      NGAY_YL: '202611100815',
    }),
  ],
})

export const specialDossiers = {
  'sick-leave': sickLeave,
  'pregnancy-rest': pregnancyRest,
  birth,
  'long-supply': longSupply,
  hiv,
  tuberculosis,
  uninsured,
  'check-in': checkIn,
}
