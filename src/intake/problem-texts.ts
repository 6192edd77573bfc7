import type { ProblemText, ProblemTexts } from '#vocabulary/bilingual'

/** One refusal that sending the same again will not mend. */
function text(vi: string, en: string, remedyVi: string, remedyEn: string): ProblemText {
  return { message: { vi, en }, remedy: { vi: remedyVi, en: remedyEn }, retry: false }
}

/** What is refused beside the findings of a dossier, which carry their own texts. */
export const intakeTexts: ProblemTexts = {
  'intake.no-facility': text(
    'Tài khoản không gắn với cơ sở nào.',
    'The account belongs to no facility.',
    'Dùng tài khoản của cơ sở khám bệnh, chữa bệnh.',
    'Use an account of a facility.',
  ),
  'intake.no-province': text(
    'Tài khoản không gắn với tỉnh, thành phố nào.',
    'The account belongs to no province.',
    'Dùng tài khoản của Sở Y tế.',
    'Use an account of a health department.',
  ),
  'intake.reason-missing': text(
    'Cần nêu lý do khi ghi nhận hồ sơ còn lỗi.',
    'A reason is needed to have a dossier with errors recorded.',
    'Gửi lại kèm tham số reason.',
    'Send again with the parameter reason.',
  ),
  'intake.busy': {
    message: {
      vi: 'Hệ thống đang bận với nhiều hồ sơ lớn; chưa ghi nhận gì.',
      en: 'Too many large files are being judged; nothing was recorded.',
    },
    remedy: {
      vi: 'Gửi lại sau một phút; gửi lại luôn an toàn.',
      en: 'Send again in a minute; sending again is always safe.',
    },
    retry: true,
  },
  'intake.unknown-receipt': text(
    'Không có mã tiếp nhận này ở cơ sở của bạn.',
    'Your facility has no such receipt.',
    'Kiểm tra lại mã tiếp nhận trong danh sách hồ sơ đã gửi.',
    'Check the receipt in the list of what was sent.',
  ),
  'intake.not-recorded': text(
    'Hồ sơ này chưa được ghi nhận nên không có gì để thu hồi.',
    'The dossier was not recorded, so there is nothing to withdraw.',
    'Hồ sơ chưa tiếp nhận không ảnh hưởng đến sổ sức khỏe; không cần làm gì thêm.',
    'A refused dossier does not touch any health book; nothing need be done.',
  ),
  'intake.not-current': text(
    'Hồ sơ này đã có bản thay thế.',
    'The dossier has been replaced by a later one.',
    'Thu hồi bản mới nhất của lượt khám.',
    'Withdraw the newest submission of the visit.',
  ),
  'intake.cursor-unknown': text(
    'Vị trí trang không hợp lệ.',
    'The position of the page is not valid.',
    'Mở lại danh sách từ đầu.',
    'Open the list from its beginning.',
  ),
  'intake.period-too-long': text(
    'Khoảng ngày không hợp lệ hoặc quá dài.',
    'The period is not valid or too long.',
    'Chọn tối đa 31 ngày (theo khoa) hoặc 92 ngày (Sở Y tế).',
    'Choose at most 31 days (by khoa) or 92 days (health department).',
  ),
  'intake.facility-elsewhere': text(
    'Cơ sở này không thuộc tỉnh, thành phố của bạn.',
    'The facility is not in your province.',
    'Chọn một cơ sở trong danh sách.',
    'Choose a facility from the list.',
  ),
  'intake.zip-unreadable': text(
    'Tệp zip bị hỏng hoặc có mật khẩu.',
    'The zip file is damaged or has a password.',
    'Nén lại các tệp XML, không đặt mật khẩu.',
    'Zip the XML files again, without a password.',
  ),
  'intake.zip-path-outside': text(
    'Tệp zip chứa đường dẫn ra ngoài thư mục.',
    'The zip file contains a path that leads outside.',
    'Nén trực tiếp các tệp XML; kiểm tra nguồn gốc tệp.',
    'Zip the XML files themselves; check where the archive comes from.',
  ),
  'intake.zip-too-many-files': text(
    'Tệp zip có quá nhiều tệp (trên 2.000).',
    'The zip file holds too many files (over 2,000).',
    'Chia thành nhiều tệp zip.',
    'Split it into several zip files.',
  ),
  'intake.zip-too-large': text(
    'Nội dung giải nén vượt giới hạn (20 MB mỗi tệp, 100 MB tổng cộng).',
    'The unpacked content exceeds the limit (20 MB a file, 100 MB in all).',
    'Chia thành nhiều tệp zip.',
    'Split it into several zip files.',
  ),
  'intake.zip-other-files': text(
    'Tệp zip có tệp không phải XML.',
    'The zip file contains a file that is not XML.',
    'Chỉ nén các tệp XML của hồ sơ.',
    'Zip only the XML files of dossiers.',
  ),
  'intake.zip-name-twice': text(
    'Tệp zip có hai tệp trùng tên.',
    'The zip file contains one name twice.',
    'Nén lại, mỗi tệp một tên.',
    'Zip again, each file with its own name.',
  ),
  'intake.zip-empty': text(
    'Tệp zip không có tệp XML nào.',
    'The zip file contains no XML file.',
    'Kiểm tra lại nội dung tệp zip.',
    'Check the content of the zip file.',
  ),
}
