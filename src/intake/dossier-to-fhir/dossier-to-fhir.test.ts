import { beforeAll, expect, test } from 'vitest'
import { paperFields } from '#fhir'
import { type Lists, starterLists } from '#terminology'
import type { DossierTables } from '#vocabulary/dossier-tables'
import { map, resourcesOf, textsIn, visit } from './mapped-dossiers.ts'

let lists: Lists

beforeAll(async () => {
  lists = (await starterLists())('2026-11-10')
})

const pneumonia: DossierTables = {
  XML1: [
    {
      MA_LK: '01999.1',
      MA_BN: 'BN1',
      HO_TEN: 'Nguyễn Văn An',
      SO_CCCD: '051085000123',
      NGAY_SINH: '198503020000',
      GIOI_TINH: '1',
      MA_THE_BHYT: 'DN4510112345678',
      MA_DKBD: '01999',
      GT_THE_TU: '20260101',
      GT_THE_DEN: '20261231',
      LY_DO_VV: 'Ho, sốt',
      CHAN_DOAN_VAO: 'Theo dõi viêm phổi',
      CHAN_DOAN_RV: 'Viêm phổi; Tăng huyết áp',
      MA_BENH_CHINH: 'J18.9',
      MA_BENH_KT: 'I10',
      NGAY_VAO: '202611020800',
      NGAY_RA: '202611061500',
      MA_LOAI_KCB: '03',
      MA_LOAI_RV: '1',
      KET_QUA_DTRI: '1',
      MA_KHOA: 'K01',
      MA_DOITUONG_KCB: '1.1',
      T_TONGCHI_BV: '100000',
      T_BHTT: '80000',
      NAM_QT: '2026',
      THANG_QT: '11',
      CAN_NANG: '52.00',
      SO_NGAY_DTRI: '5',
    },
  ],
  XML2: [
    {
      STT: '1',
      MA_THUOC: '40.48',
      TEN_THUOC: 'Paracetamol',
      LIEU_DUNG: '2 viên/lần * 3 lần/ngày * 5 ngày [6 viên/ngày]',
      DUONG_DUNG: '1.01',
      SO_LUONG: '30',
      DON_VI_TINH: 'Viên',
      NGAY_YL: '202611020900',
    },
  ],
  XML3: [
    {
      STT: '1',
      MA_DICH_VU: '22.0120.1370',
      TEN_DICH_VU: 'Tổng phân tích tế bào máu',
      MA_NHOM: '1',
      NGAY_YL: '202611020830',
      NGAY_TH_YL: '202611020840',
      NGAY_KQ: '202611020920',
      MA_BENH: 'J18.9',
    },
  ],
  XML4: [
    {
      STT: '1',
      MA_DICH_VU: '22.0120.1370',
      MA_CHI_SO: 'WBC',
      TEN_CHI_SO: 'WBC',
      GIA_TRI: '14.2',
      DON_VI_DO: 'G/L',
      NGAY_KQ: '202611020920',
    },
  ],
  XML5: [
    {
      STT: '1',
      DIEN_BIEN_LS: 'Tỉnh. CSST<M92_T38.2_HA125/75_NT20_SP98_HL2>',
      THOI_DIEM_DBLS: '202611021000',
    },
  ],
  XML7: [
    {
      SO_LUU_TRU: '26/00456',
      NGAY_RA: '202611061500',
      CHAN_DOAN_RV: 'Viêm phổi',
      NGAY_CT: '20261106',
      MA_BS: '000003/MAU-GPHN',
    },
  ],
  XML14: [
    {
      SO_GIAYHEN_KL: '7',
      NGAY_HEN_KL: '20261120',
      NGAY_CT: '20261106',
      MA_BAC_SI: '000003/MAU-GPHN',
    },
  ],
}

test('an ordinary visit is one entry, with the Encounter under the visit’s id and the main disease first', () => {
  const entries = map(pneumonia, lists)
  expect(entries.map(({ dataClass }) => dataClass)).toEqual(['ordinary'])
  const encounter = resourcesOf(pneumonia, lists).find(
    ({ resourceType }) => resourceType === 'Encounter',
  )
  expect(encounter).toMatchObject({
    id: visit,
    status: 'finished',
    class: { code: 'IMP' },
    identifier: [{ value: '01999.1' }],
    period: { start: '2026-11-02T08:00:00+07:00', end: '2026-11-06T15:00:00+07:00' },
    reasonCode: [{ text: 'Ho, sốt' }],
    hospitalization: { dischargeDisposition: { coding: [{ code: '1' }] } },
    diagnosis: [{ use: { coding: [{ code: 'AD' }] } }, { rank: 1 }, { rank: 2 }],
  })
})

test('doses, values, units, ranges and vital signs are numbers beside the sender’s words', () => {
  const resources = resourcesOf(pneumonia, lists)
  const drug = resources.find(({ resourceType }) => resourceType === 'MedicationRequest')
  expect(drug).toMatchObject({
    dosageInstruction: [
      {
        text: '2 viên/lần * 3 lần/ngày * 5 ngày [6 viên/ngày]',
        timing: {
          repeat: { frequency: 3, period: 1, periodUnit: 'd', boundsDuration: { value: 5 } },
        },
        doseAndRate: [{ doseQuantity: { value: 2, unit: 'viên' } }],
      },
    ],
  })
  const observations = resources.filter(({ resourceType }) => resourceType === 'Observation')
  expect(observations).toContainEqual(
    expect.objectContaining({
      valueQuantity: {
        value: 14.2,
        unit: 'G/L',
        system: 'http://unitsofmeasure.org',
        code: '10*9/L',
      },
      interpretation: [{ coding: [expect.objectContaining({ code: 'H' })] }],
    }),
  )
  const loinc = observations.flatMap((one) =>
    'code' in one && typeof one.code === 'object' ? textsIn(one.code) : [],
  )
  for (const code of ['8867-4', '8310-5', '85354-9', '9279-1', '2708-6', '29463-7', '6690-2'])
    expect(loinc).toContain(code)
})

test('a paper keeps each field as people read it and as it was sent', () => {
  const papers = resourcesOf(pneumonia, lists).flatMap((one) =>
    one.resourceType === 'Composition' ? [one] : [],
  )
  expect(papers.map(({ title }) => title)).toEqual(['Giấy ra viện', 'Phiếu hẹn khám lại'])
  const [discharge] = papers
  if (!discharge) throw new Error('a discharge paper')
  expect(paperFields(discharge)).toContainEqual({
    field: 'XML7/NGAY_RA',
    title: 'Ra viện lúc',
    shown: '15:00 06/11/2026',
    sent: '202611061500',
  })
})

test('with HIV among further diseases, no ordinary resource tells of it', () => {
  const [summary = {}] = pneumonia.XML1 ?? []
  const tables: DossierTables = {
    ...pneumonia,
    XML1: [
      {
        ...summary,
        MA_BENH_KT: 'I10;B24',
        CHAN_DOAN_RV: 'Viêm phổi; bệnh do HIV',
        LY_DO_VV: 'Ho, đang dùng ARV',
      },
    ],
    XML2: [
      ...(pneumonia.XML2 ?? []),
      {
        STT: '2',
        MA_THUOC: '40.1',
        TEN_THUOC: 'Dolutegravir 50mg',
        LIEU_DUNG: '1 viên',
        NGAY_YL: '202611020900',
      },
    ],
  }
  const entries = map(tables, lists)
  expect(entries.map(({ dataClass }) => dataClass)).toEqual(['ordinary', 'hiv'])
  const [ordinary, hiv] = entries
  const open = textsIn(ordinary).join('\n')
  expect(open).not.toMatch(/HIV|B24|ARV|dolutegravir|T_BHTT/i)
  expect(open).toContain('J18.9')
  expect(open).toContain('Paracetamol')
  const hidden = textsIn(hiv).join('\n')
  for (const text of ['B24', 'Dolutegravir', 'đang dùng ARV', 'Giấy ra viện'])
    expect(hidden).toContain(text)
})

test('with a sensitive main disease only the bare visit, the person and the card are ordinary', () => {
  const [summary = {}] = pneumonia.XML1 ?? []
  const entries = map(
    {
      ...pneumonia,
      XML1: [{ ...summary, MA_BENH_CHINH: 'F20.0', MA_KHOA: 'K15' }],
    },
    lists,
  )
  const [ordinary, mental] = entries
  expect(mental?.dataClass).toBe('mental-health')
  const types = ordinary?.resources.map(({ resource }) => resource.resourceType)
  expect(types).toEqual(['Patient', 'Encounter', 'Coverage', 'Appointment', 'Provenance'])
  expect(textsIn(ordinary).join('\n')).not.toMatch(/F20|Ho, sốt|K15|Tâm thần/)
})

test('HIV in the tuberculosis table lies apart from the tuberculosis', () => {
  const entries = map(
    {
      ...pneumonia,
      XML15: [
        {
          STT: '1',
          PHANLOAI_LAO_VITRI: '1',
          PHANLOAI_LAO_HIV: '1',
          NGAYBD_DTRI_LAO: '20261102',
          PHACDO_DTRI_LAO: '1',
          BDDT_ARV: '20250101',
        },
      ],
    },
    lists,
  )
  const open = textsIn(entries.find(({ dataClass }) => dataClass === 'ordinary')).join('\n')
  expect(open).toContain('XML15/PHANLOAI_LAO_VITRI')
  expect(open).not.toMatch(/HIV|ARV/)
})
