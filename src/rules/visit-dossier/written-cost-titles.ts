import type { Bilingual } from '#vocabulary/bilingual'

/** The same of the rules about cards, drugs, services, beds and money. */
export const WRITTEN_COST_TITLES: Readonly<Record<string, Bilingual>> = {
  'card.same-count': {
    vi: 'Số phần của các trường về thẻ khác số thẻ trong MA_THE_BHYT',
    en: 'Fields about the card have another number of parts than MA_THE_BHYT has cards',
  },
  'claim.of-uninsured': {
    vi: 'Đối tượng 9 (không dùng BHYT) nhưng T_BHTT khác 0',
    en: 'Category 9 (not insured), yet T_BHTT is not 0',
  },
  'approved.drug-registration': {
    vi: 'Thuốc: SO_DANG_KY khác danh mục của cơ sở',
    en: 'Drug: SO_DANG_KY differs from the facility’s list',
  },
  'approved.drug-tender': {
    vi: 'Thuốc: TT_THAU khác danh mục của cơ sở',
    en: 'Drug: TT_THAU differs from the facility’s list',
  },
  'approved.drug-name': {
    vi: 'Thuốc: TEN_THUOC khác danh mục của cơ sở',
    en: 'Drug: TEN_THUOC differs from the facility’s list',
  },
  'approved.drug-strength': {
    vi: 'Thuốc: HAM_LUONG khác danh mục của cơ sở',
    en: 'Drug: HAM_LUONG differs from the facility’s list',
  },
  'approved.supply-tender': {
    vi: 'Vật tư: TT_THAU khác danh mục của cơ sở',
    en: 'Supply: TT_THAU differs from the facility’s list',
  },
  'approved.supply-name': {
    vi: 'Vật tư: TEN_VAT_TU khác danh mục của cơ sở',
    en: 'Supply: TEN_VAT_TU differs from the facility’s list',
  },
  'approved.drug-price': {
    vi: 'Thuốc: DON_GIA cao hơn giá được phê duyệt',
    en: 'Drug: DON_GIA above the approved price',
  },
  'approved.supply-price': {
    vi: 'Vật tư: DON_GIA_BH cao hơn giá được phê duyệt',
    en: 'Supply: DON_GIA_BH above the approved price',
  },
  'approved.service-price': {
    vi: 'Dịch vụ: DON_GIA_BH cao hơn giá được phê duyệt',
    en: 'Service: DON_GIA_BH above the approved price',
  },
  'drug.quantity-differs-from-dose': {
    vi: 'SO_LUONG thuốc khác liều dùng (số lần × số ngày × lượng mỗi lần)',
    en: 'SO_LUONG of a drug differs from its dose (times × days × amount)',
  },
  'service.supply-without-service': {
    vi: 'Vật tư gắn với dịch vụ không có dòng cùng thời điểm y lệnh',
    en: 'A supply names a service that no line has at its order time',
  },
  'service.operation-twice': {
    vi: 'Phẫu thuật, thủ thuật ghi hai lần với cùng thời điểm y lệnh',
    en: 'An operation or procedure twice at one order time',
  },
  'service.several-exams-of-inpatient': {
    vi: 'Người bệnh nội trú có nhiều lượt khám',
    en: 'An inpatient with several exams',
  },
  'service.exam-rate': {
    vi: 'TYLE_TT_DV của lượt khám không đúng thứ tự lượt',
    en: 'TYLE_TT_DV of an exam does not follow from its turn',
  },
  'service.price-of-unpriced': {
    vi: 'Dịch vụ chưa có giá hoặc dừng thực hiện nhưng DON_GIA_BH khác 0',
    en: 'A service without price or stopped, and DON_GIA_BH is not 0',
  },
  'bed.of-outpatient': {
    vi: 'Tiền giường của hình thức khám, ngoại trú',
    en: 'Bed lines of an exam or outpatient treatment',
  },
  'bed.more-than-a-day': {
    vi: 'Dòng giường ghi quá 1 ngày',
    en: 'A bed line of more than one day',
  },
  'bed.two-days-in-one': {
    vi: 'Điều trị từ 4 đến 24 giờ nhưng có quá một ngày giường',
    en: 'A stay of 4 to 24 hours with more than one bed-day',
  },
  'bed.days-above-treatment-days': {
    vi: 'Số ngày giường không ít hơn SO_NGAY_DTRI',
    en: 'Bed-days not fewer than SO_NGAY_DTRI',
  },
  'bed.used-twice-at-once': {
    vi: 'Một giường ghi ở hai dòng trong cùng khoảng thời gian',
    en: 'One bed on two lines at overlapping times',
  },
  'money.fund-above-ceiling': {
    vi: 'T_BHTT vượt trần thanh toán T_TRANTT',
    en: 'T_BHTT above the ceiling T_TRANTT',
  },
  'money.xml2-support-sum': {
    vi: 'XML2.T_NGUONKHAC khác tổng bốn nguồn',
    en: 'XML2.T_NGUONKHAC differs from the sum of its four sources',
  },
  'money.xml2-shares': {
    vi: 'XML2: T_BHTT, T_BNCCT không khớp THANH_TIEN_BH và MUC_HUONG',
    en: 'XML2: T_BHTT and T_BNCCT do not follow from THANH_TIEN_BH and MUC_HUONG',
  },
  'money.xml2-thanh-tien-bv': {
    vi: 'XML2.THANH_TIEN_BV không bằng số lượng × đơn giá',
    en: 'XML2.THANH_TIEN_BV is not quantity × price',
  },
  'money.xml2-thanh-tien-bh': {
    vi: 'XML2.THANH_TIEN_BH không bằng số lượng × đơn giá × tỷ lệ',
    en: 'XML2.THANH_TIEN_BH is not quantity × price × rate',
  },
  'money.xml3-support-sum': {
    vi: 'XML3.T_NGUONKHAC khác tổng bốn nguồn',
    en: 'XML3.T_NGUONKHAC differs from the sum of its four sources',
  },
  'money.xml3-shares': {
    vi: 'XML3: T_BHTT, T_BNCCT không khớp THANH_TIEN_BH và MUC_HUONG',
    en: 'XML3: T_BHTT and T_BNCCT do not follow from THANH_TIEN_BH and MUC_HUONG',
  },
  'money.xml3-thanh-tien-bv': {
    vi: 'XML3.THANH_TIEN_BV không bằng số lượng × đơn giá',
    en: 'XML3.THANH_TIEN_BV is not quantity × price',
  },
  'money.xml3-thanh-tien-bh': {
    vi: 'XML3.THANH_TIEN_BH không bằng số lượng × đơn giá × tỷ lệ',
    en: 'XML3.THANH_TIEN_BH is not quantity × price × rate',
  },
  'totals.t-thuoc': {
    vi: 'T_THUOC khác tổng XML2.THANH_TIEN_BV',
    en: 'T_THUOC differs from the sum of XML2.THANH_TIEN_BV',
  },
  'totals.t-vtyt': {
    vi: 'T_VTYT khác tổng XML3.THANH_TIEN_BV của nhóm 10, 11',
    en: 'T_VTYT differs from the sum of XML3.THANH_TIEN_BV of groups 10, 11',
  },
  'totals.t-tongchi-bv': {
    vi: 'T_TONGCHI_BV khác tổng THANH_TIEN_BV của XML2 và XML3',
    en: 'T_TONGCHI_BV differs from the sum of THANH_TIEN_BV, XML2 and XML3',
  },
  'totals.t-tongchi-bh': {
    vi: 'T_TONGCHI_BH khác tổng THANH_TIEN_BH của XML2 và XML3',
    en: 'T_TONGCHI_BH differs from the sum of THANH_TIEN_BH, XML2 and XML3',
  },
  'totals.t-bntt': {
    vi: 'T_BNTT khác tổng T_BNTT của XML2 và XML3',
    en: 'T_BNTT differs from the sum of T_BNTT, XML2 and XML3',
  },
  'totals.t-bncct': {
    vi: 'T_BNCCT khác tổng T_BNCCT của XML2 và XML3',
    en: 'T_BNCCT differs from the sum of T_BNCCT, XML2 and XML3',
  },
  'totals.t-nguonkhac': {
    vi: 'T_NGUONKHAC khác tổng T_NGUONKHAC của XML2 và XML3',
    en: 'T_NGUONKHAC differs from the sum of T_NGUONKHAC, XML2 and XML3',
  },
  'totals.t-bhtt': {
    vi: 'T_BHTT khác T_TONGCHI_BH − T_BNCCT',
    en: 'T_BHTT differs from T_TONGCHI_BH − T_BNCCT',
  },
  'totals.t-bhtt-gdv': {
    vi: 'T_BHTT_GDV khác tổng T_BHTT của các dòng có MA_PTTT = 1',
    en: 'T_BHTT_GDV differs from the sum of T_BHTT of lines with MA_PTTT = 1',
  },
  'totals.fund-differs-from-lines': {
    vi: 'T_BHTT khác tổng T_BHTT của các dòng',
    en: 'T_BHTT differs from the sum of T_BHTT of the lines',
  },
  'scope.xml2-rate-out-of-scope': {
    vi: 'XML2: ngoài phạm vi hưởng (PHAM_VI = 2) nhưng TYLE_TT_BH khác 0',
    en: 'XML2: out of scope (PHAM_VI = 2), yet TYLE_TT_BH is not 0',
  },
  'scope.xml2-benefit-at-station': {
    vi: 'XML2: đối tượng 1.2 (trạm y tế và tương đương) nhưng MUC_HUONG khác 100',
    en: 'XML2: category 1.2 (commune station and the like), yet MUC_HUONG is not 100',
  },
  'scope.xml3-rate-out-of-scope': {
    vi: 'XML3: ngoài phạm vi hưởng (PHAM_VI = 2) nhưng TYLE_TT_BH khác 0',
    en: 'XML3: out of scope (PHAM_VI = 2), yet TYLE_TT_BH is not 0',
  },
  'scope.xml3-benefit-at-station': {
    vi: 'XML3: đối tượng 1.2 (trạm y tế và tương đương) nhưng MUC_HUONG khác 100',
    en: 'XML3: category 1.2 (commune station and the like), yet MUC_HUONG is not 100',
  },
}
