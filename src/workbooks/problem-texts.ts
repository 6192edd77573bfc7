import type { ProblemText, ProblemTexts } from '#vocabulary/bilingual'

/** One refusal that sending the same again will not mend. */
function text(vi: string, en: string, remedyVi: string, remedyEn: string): ProblemText {
  return { message: { vi, en }, remedy: { vi: remedyVi, en: remedyEn }, retry: false }
}

/** What is wrong with a workbook or an import as a whole; the reasons of single rows carry their own texts. */
export const workbooksTexts: ProblemTexts = {
  'workbooks.not-a-workbook': text(
    'Tệp không phải là bảng tính .xlsx.',
    'The file is no .xlsx workbook.',
    'Lưu tệp dưới dạng Excel Workbook (.xlsx) rồi gửi lại.',
    'Save it as an Excel workbook (.xlsx) and send it again.',
  ),
  'workbooks.old-format': text(
    'Tệp là bảng tính kiểu cũ (.xls).',
    'The workbook is of the old kind (.xls).',
    'Mở tệp và lưu lại dưới dạng .xlsx.',
    'Open it and save it as .xlsx.',
  ),
  'workbooks.encrypted': text(
    'Tệp được đặt mật khẩu.',
    'The workbook is under a password.',
    'Bỏ mật khẩu rồi gửi lại.',
    'Take the password off and send it again.',
  ),
  'workbooks.macro': text(
    'Tệp có macro nên không được nhận.',
    'The workbook holds a macro and is not taken.',
    'Lưu lại dưới dạng .xlsx không macro, hoặc dùng mẫu tải từ hệ thống.',
    'Save it as .xlsx without macros, or use the template.',
  ),
  'workbooks.too-large': text(
    'Tệp lớn hơn 30 MB.',
    'The workbook is larger than 30 MB.',
    'Chia danh sách thành nhiều tệp.',
    'Split the list into several workbooks.',
  ),
  'workbooks.unpacks-too-large': text(
    'Nội dung giải nén của tệp quá lớn.',
    'What the workbook unpacks to is too large.',
    'Kiểm tra nguồn gốc tệp; chép dữ liệu sang mẫu mới tải.',
    'Check where it comes from; copy the rows into a fresh template.',
  ),
  'workbooks.unreadable': text(
    'Tệp bảng tính bị hỏng hoặc có phần không đọc được.',
    'The workbook is damaged, or a part of it cannot be read.',
    'Mở tệp bằng phần mềm bảng tính, lưu lại rồi gửi.',
    'Open it in a spreadsheet program, save it and send it again.',
  ),
  'workbooks.several-sheets': text(
    'Tệp có nhiều trang tính và không trang nào mang tên của mẫu.',
    'There are several sheets, and none is called as in the template.',
    'Giữ một trang tính, hoặc đặt tên trang như trong mẫu.',
    'Keep one sheet, or name it as in the template.',
  ),
  'workbooks.no-header': text(
    'Không tìm thấy dòng tiêu đề cột.',
    'No row with the headers of the columns was found.',
    'Dùng mẫu tải từ hệ thống và giữ nguyên dòng mã cột.',
    'Use the template and keep its row of column codes.',
  ),
  'workbooks.column-missing': text(
    'Thiếu một cột bắt buộc.',
    'A required column is missing.',
    'Thêm cột với đúng mã cột.',
    'Add the column under its code.',
  ),
  'workbooks.column-twice': text(
    'Một cột có hai lần.',
    'One column stands twice.',
    'Xóa một trong hai cột.',
    'Delete one of them.',
  ),
  'workbooks.column-unknown': text(
    'Cột này không có trong mẫu nên không được đọc.',
    'The list does not know this column; it was not read.',
    'Không cần làm gì nếu là cột riêng của đơn vị.',
    'Nothing need be done when it is a column of your own.',
  ),
  'workbooks.rows-empty': text(
    'Các dòng trống đã được bỏ qua.',
    'Empty rows were passed over.',
    'Không cần làm gì.',
    'Nothing need be done.',
  ),
  'workbooks.merged-cells': text(
    'Có ô bị gộp trong vùng dữ liệu.',
    'Cells are merged among the rows.',
    'Bỏ gộp ô (Unmerge) và điền từng dòng.',
    'Unmerge them and fill in each row.',
  ),
  'workbooks.too-many-rows': text(
    'Danh sách có quá nhiều dòng.',
    'The list has too many rows.',
    'Chia thành nhiều tệp.',
    'Split it into several workbooks.',
  ),
  'workbooks.no-rows': text(
    'Không có dòng dữ liệu nào dưới tiêu đề.',
    'There is no row under the headers.',
    'Điền ít nhất một dòng.',
    'Fill in at least one row.',
  ),
  'workbooks.wrong-list': text(
    'Tệp là mẫu của danh sách khác.',
    'The workbook is the template of another list.',
    'Tải đúng mẫu của danh sách này.',
    'Take the template of this list.',
  ),
  'workbooks.template-outdated': text(
    'Mẫu đã cũ.',
    'The template is outdated.',
    'Tải mẫu mới và chép dữ liệu sang.',
    'Take the new template and copy the rows into it.',
  ),
  'workbooks.sheet-gone': text(
    'Trang tính đã đọc không còn trong tệp.',
    'The sheet that was read is no longer in the workbook.',
    'Gửi lại tệp.',
    'Send the workbook again.',
  ),
  'workbooks.list-unknown': text(
    'Không có danh sách này.',
    'There is no such list.',
    'Chọn một danh sách.',
    'Choose one of the lists.',
  ),
  'workbooks.not-your-list': text(
    'Vai trò của bạn không nhập danh sách này.',
    'Your role does not bring in this list.',
    'Nhờ người có trách nhiệm.',
    'Ask whoever is responsible.',
  ),
  'workbooks.import-unknown': text(
    'Không có lần nhập này trong phạm vi của bạn.',
    'There is no such import within your reach.',
    'Chọn trong danh sách các lần nhập.',
    'Choose from the list of imports.',
  ),
  'workbooks.step-not-open': text(
    'Lần nhập không ở trạng thái làm được bước này.',
    'The import does not stand so that this can be done.',
    'Tải lại trang để xem trạng thái hiện tại.',
    'Load the page again to see how it stands.',
  ),
  'workbooks.file-forgotten': text(
    'Tệp của lần nhập đã được xóa sau thời hạn lưu.',
    'The workbook of this import was removed after its term.',
    'Dùng tệp lưu tại đơn vị.',
    'Use your own copy.',
  ),
  'workbooks.changed-since': text(
    'Dữ liệu đã được thay đổi sau lần nhập nên không hoàn tác được dòng này.',
    'What the row wrote was changed since, so it is not taken back.',
    'Sửa trực tiếp trên hồ sơ.',
    'Mend it in the file itself.',
  ),
  'workbooks.too-many-open': {
    ...text(
      'Đơn vị đang có nhiều lần nhập chưa xong.',
      'Several imports of yours are still under way.',
      'Chờ các lần nhập trước xong rồi gửi lại.',
      'Wait until they are through and send it again.',
    ),
    retry: true,
  },
  'workbooks.begin-anew': {
    ...text(
      'Hệ thống đang thử lại.',
      'This is being tried again.',
      'Chờ trong giây lát.',
      'Wait a moment.',
    ),
    retry: true,
  },
  'workbooks.failed-inside': {
    ...text(
      'Hệ thống gặp lỗi khi xử lý lần nhập và đã dừng lại; những gì đã ghi vẫn giữ nguyên.',
      'We failed while working on the import and stopped; what was written stands.',
      'Bấm tiếp tục sau ít phút; nếu vẫn lỗi, báo người vận hành.',
      'Go on in some minutes; if it fails again, tell the operator.',
    ),
    retry: true,
  },
}
