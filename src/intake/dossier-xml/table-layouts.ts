import type { TableName } from '#vocabulary/dossier-tables'

/** How one table is written: its root, and for a table of several lines the list and the line. */
export type TableLayout = {
  readonly root: string
  readonly list?: string
  readonly line?: string
}

/**
 * The elements around the fields of each table. XML12 is missing on purpose: assessments are typed on the portal
 * and have no file; one that is sent counts as an unknown table.
 * Source: QĐ 130/QĐ-BYT 2023 as amended by QĐ 4750/2023 and QĐ 3176/2024.
 */
export const TABLE_LAYOUTS: ReadonlyMap<string, { table: TableName; layout: TableLayout }> =
  new Map<string, { table: TableName; layout: TableLayout }>(
    (
      [
        ['CHECKIN', lines('CHI_TIEU_TRANG_THAI_KCB', 'DSACH_TRANG_THAI_KCB', 'TRANG_THAI_KCB')],
        ['XML1', { root: 'TONG_HOP' }],
        ['XML2', lines('CHITIEU_CHITIET_THUOC', 'DSACH_CHI_TIET_THUOC', 'CHI_TIET_THUOC')],
        ['XML3', lines('CHITIEU_CHITIET_DVKT_VTYT', 'DSACH_CHI_TIET_DVKT', 'CHI_TIET_DVKT')],
        ['XML4', lines('CHITIEU_CHITIET_DICHVUCANLAMSANG', 'DSACH_CHI_TIET_CLS', 'CHI_TIET_CLS')],
        [
          'XML5',
          lines(
            'CHITIEU_CHITIET_DIENBIENLAMSANG',
            'DSACH_CHI_TIET_DIEN_BIEN_BENH',
            'CHI_TIET_DIEN_BIEN_BENH',
          ),
        ],
        [
          'XML6',
          lines(
            'CHI_TIEU_HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS',
            'DSACH_HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS',
            'HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS',
          ),
        ],
        ['XML7', { root: 'CHI_TIEU_DU_LIEU_GIAY_RA_VIEN' }],
        ['XML8', { root: 'CHI_TIEU_DU_LIEU_TOM_TAT_HO_SO_BENH_AN' }],
        [
          'XML9',
          lines(
            'CHI_TIEU_DU_LIEU_GIAY_CHUNG_SINH',
            'DSACH_GIAYCHUNGSINH',
            'DU_LIEU_GIAY_CHUNG_SINH',
          ),
        ],
        ['XML10', { root: 'CHI_TIEU_DU_LIEU_GIAY_NGHI_DUONG_THAI' }],
        ['XML11', { root: 'CHI_TIEU_DU_LIEU_GIAY_CHUNG_NHAN_NGHI_VIEC_HUONG_BAO_HIEM_XA_HOI' }],
        ['XML13', { root: 'CHI_TIEU_GIAYCHUYENTUYEN' }],
        ['XML14', { root: 'CHI_TIEU_GIAYHEN_KHAMLAI' }],
        [
          'XML15',
          lines(
            'CHI_TIEU_DIEUTRI_BENHLAO',
            'DSACH_CHITIET_DIEUTRI_BENHLAO',
            'CHITIET_DIEUTRI_BENHLAO',
          ),
        ],
      ] satisfies [TableName, TableLayout][]
    ).map(([table, layout]) => [table, { table, layout }]),
  )

function lines(root: string, list: string, line: string): TableLayout {
  return { root, list, line }
}
