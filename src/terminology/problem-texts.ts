import type { ProblemTexts } from '#vocabulary/bilingual'

export const terminologyTexts: ProblemTexts = {
  'terminology.not-csv': {
    message: { vi: 'Tệp không phải CSV đọc được.', en: 'The file is not readable CSV.' },
    remedy: {
      vi: 'Lưu lại danh mục dạng CSV UTF-8 rồi nạp lại.',
      en: 'Save the list as UTF-8 CSV and import again.',
    },
    retry: false,
  },
  'terminology.columns-missing': {
    message: {
      vi: 'Danh mục thiếu cột bắt buộc nêu ở "at".',
      en: 'The list lacks the required columns named in "at".',
    },
    remedy: {
      vi: 'Thêm cột còn thiếu, hoặc dùng tệp gốc của Bộ Y tế.',
      en: 'Add the missing columns, or use the Ministry’s original file.',
    },
    retry: false,
  },
  'terminology.row-incorrect': {
    message: {
      vi: 'Dòng thiếu mã, thiếu tên hoặc ngày không đúng dạng năm-tháng-ngày.',
      en: 'A row lacks code or name, or a day is not yyyy-mm-dd.',
    },
    remedy: {
      vi: 'Sửa dòng nêu ở "at" rồi nạp lại cả tệp; chưa có gì được nạp.',
      en: 'Mend the row named in "at" and import the whole file again; nothing was loaded.',
    },
    retry: false,
  },
  'terminology.list-unknown': {
    message: { vi: 'Không nhận ra đây là danh mục nào.', en: 'The list cannot be recognised.' },
    remedy: {
      vi: 'Nêu tên danh mục bằng --list; `./mach catalogue lists` liệt kê các tên.',
      en: 'Name the list with --list; `./mach catalogue lists` prints the names.',
    },
    retry: false,
  },
  'terminology.too-large': {
    message: { vi: 'Tệp danh mục lớn quá 64 MiB.', en: 'The list file is larger than 64 MiB.' },
    remedy: {
      vi: 'Chia danh mục thành nhiều tệp theo cơ sở.',
      en: 'Split the list into one file per facility.',
    },
    retry: false,
  },
}
