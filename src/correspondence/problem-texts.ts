import type { ProblemText, ProblemTexts } from '#vocabulary/bilingual'

/** One refusal that sending the same again will not mend. */
function text(vi: string, en: string, remedyVi: string, remedyEn: string): ProblemText {
  return { message: { vi, en }, remedy: { vi: remedyVi, en: remedyEn }, retry: false }
}

const SIGN_AGAIN = [
  'Tải lại tệp PDF của văn bản từ hệ thống, ký số đúng tệp đó bằng chứng thư số của cơ quan rồi gửi lại.',
  'Download the PDF of the letter again, sign that very file with the certificate of the organ, and send it.',
] as const

/** Source of what is asked of a signature: Law 20/2023/QH15 on electronic transactions, art. 22-24; Decree 30/2020/NĐ-CP, annex I. */
export const correspondenceTexts: ProblemTexts = {
  'correspondence.unknown': text(
    'Không có văn bản này trong phạm vi của bạn.',
    'There is no such letter within your reach.',
    'Chọn trong danh sách văn bản.',
    'Choose from the list of letters.',
  ),
  'correspondence.no-organ': text(
    'Cơ quan này không phát hành văn bản trên hệ thống.',
    'This authority issues no letters here.',
    'Kiểm tra mã cơ quan; danh mục ở catalogues/correspondence/letters.json.',
    'Check the code of the authority; the list is catalogues/correspondence/letters.json.',
  ),
  'correspondence.too-long': text(
    'Nội dung văn bản trống hoặc dài hơn mức cho phép.',
    'The content of the letter is empty or over its limits.',
    'Rút gọn, hoặc chia thành nhiều văn bản.',
    'Shorten it, or make several letters of it.',
  ),
  'correspondence.moved-on': text(
    'Văn bản vừa được người khác xử lý.',
    'Somebody else has just acted on this letter.',
    'Tải lại trang để xem trạng thái hiện tại.',
    'Load the page again to see how it stands.',
  ),
  'correspondence.not-yours': text(
    'Văn bản do cơ quan khác phát hành.',
    'The letter is another organ’s.',
    'Nhờ cơ quan phát hành.',
    'Ask the organ that issues it.',
  ),
  'correspondence.not-a-draft': text(
    'Văn bản đã có số nên không lấy số lần nữa.',
    'The letter has its number already.',
    'Tải bản PDF đã có số để ký.',
    'Download the numbered PDF and have it signed.',
  ),
  'correspondence.number-taken': text(
    'Số văn bản này đã dùng trong năm.',
    'This number is on another letter of the year.',
    'Kiểm tra số quyết định đã ghi ở bước quyết định, thu hồi văn bản trùng nếu cần.',
    'Check the number stated with the decision; withdraw the other letter if it is wrong.',
  ),
  'correspondence.not-awaiting': text(
    'Văn bản chưa có số, đã phát hành hoặc đã thu hồi nên không nhận bản ký.',
    'The letter has no number yet, is issued already or was withdrawn, and takes no signed file.',
    'Xem trạng thái của văn bản.',
    'See how the letter stands.',
  ),
  'correspondence.ended': text(
    'Văn bản đã thu hồi hoặc đã được thay thế.',
    'The letter was withdrawn or replaced.',
    'Mở văn bản đang có hiệu lực.',
    'Open the letter that stands.',
  ),
  'correspondence.not-a-pdf': text(
    'Tệp gửi lên không phải là PDF.',
    'What was sent is no PDF.',
    ...SIGN_AGAIN,
  ),
  'correspondence.no-anchors': text(
    'Hệ thống chưa được cấu hình chứng thư gốc nên không kiểm tra được chữ ký.',
    'No authorities of certificates are configured, so that no signature can be checked.',
    'Người vận hành đặt MACH_SIGNATURE_ANCHORS (thư mục chứng thư gốc, xem docs/operate.md).',
    'The operator sets MACH_SIGNATURE_ANCHORS (a folder of root certificates, see docs/operate.md).',
  ),
  'correspondence.not-this-letter': text(
    'Tệp đã ký không phải là tệp PDF mà hệ thống đã cấp cho văn bản này.',
    'The signed file is not the PDF that was given out for this letter.',
    ...SIGN_AGAIN,
  ),
  'correspondence.unsigned': text(
    'Tệp PDF chưa có chữ ký số.',
    'The PDF carries no digital signature.',
    ...SIGN_AGAIN,
  ),
  'correspondence.changed': text(
    'Nội dung tệp PDF đã bị thay đổi khi hoặc sau khi ký.',
    'The content of the PDF was changed while or after it was signed.',
    ...SIGN_AGAIN,
  ),
  'correspondence.untrusted': text(
    'Chứng thư số không do tổ chức chứng thực mà hệ thống tin cậy cấp.',
    'The certificate comes from no authority that is trusted here.',
    'Ký bằng chứng thư số công vụ của cơ quan; nếu đúng, người vận hành bổ sung chứng thư gốc.',
    'Sign with the official certificate; if it is, the operator adds its root certificate.',
  ),
  'correspondence.certificate-not-in-time': text(
    'Chứng thư số hết hạn hoặc chưa có hiệu lực.',
    'The certificate has expired or is not yet valid.',
    'Gia hạn chứng thư số rồi ký lại.',
    'Renew the certificate and sign again.',
  ),
  'correspondence.signature-invalid': text(
    'Chữ ký số không hợp lệ.',
    'The digital signature is not valid.',
    ...SIGN_AGAIN,
  ),
  'correspondence.signature-unreadable': text(
    'Tệp PDF có cấu trúc mà hệ thống không kiểm tra được.',
    'The PDF is built in a way that we cannot check.',
    'Ký bằng phần mềm thêm chữ ký vào cuối tệp (không ghi lại toàn bộ tệp).',
    'Sign with software that adds its signature at the end (and does not write the file anew).',
  ),
  'correspondence.other-organ': text(
    'Chứng thư số không mang tên cơ quan phát hành văn bản.',
    'The certificate is not in the name of the organ that issues the letter.',
    'Ký bằng chứng thư số của chính cơ quan phát hành.',
    'Sign with the certificate of the issuing organ itself.',
  ),
}
