import type { Locator, Page } from 'playwright-core'
import { choose, fill, fillDay, save } from './file-desk.ts'

/** A new clinic of traditional medicine in Quảng Ngãi, its head, and the physician who works there. */
export const CODE = '51901'
export const CLINIC = 'Phòng khám Y học cổ truyền Trà Khúc'
export const HEAD = 'Lê Văn Trưởng'
export const PHYSICIAN = {
  name: 'Nguyễn Văn An',
  number: '051085000901',
  email: 'an.901@example.vn',
}
const LICENCE = '901/QNG-GPHN'

export async function editFacility(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Sửa: Thông tin hành chính/ }).click()
  await choose(page, 'Hình thức tổ chức', 'phong kham y hoc', 'Phòng khám y học cổ truyền')
  await choose(page, 'Loại hình', 'tu nhan', 'Tư nhân')
  await choose(page, 'Cấp chuyên môn kỹ thuật', 'ban dau', 'Cấp khám bệnh, chữa bệnh ban đầu')
  await page
    .getByRole('radiogroup', { name: /y học cổ truyền/ })
    .getByLabel('Có')
    .check()
  await save(page)
  await page.getByRole('button', { name: 'Thêm: Địa chỉ' }).click()
  await fillDay(page, 'Từ ngày', '01/07/2025')
  await choose(page, 'Xã, phường, đặc khu', 'cam thanh', 'Phường Cẩm Thành')
  await fill(page, 'Địa chỉ chi tiết', 'Số 1')
  await save(page)
  await page.getByRole('button', { name: /^Sửa: Giấy phép hoạt động/ }).click()
  await fill(page, 'Cơ quan cấp', 'Sở Y tế Quảng Ngãi')
  await fillDay(page, 'Ngày cấp', '01/01/2020')
  await fill(page, 'Phạm vi hoạt động chuyên môn', 'Y học cổ truyền')
  await save(page)
  await page.getByRole('button', { name: 'Thêm: Thời gian làm việc' }).click()
  await choose(page, 'Loại', 'gio lam', 'Giờ làm việc')
  await page.getByRole('button', { name: 'Thêm khung giờ' }).click()
  await save(page)
  await page.getByRole('button', { name: 'Thêm: Người chịu trách nhiệm' }).click()
  await fillDay(page, 'Từ ngày', '01/01/2024')
  await choose(page, 'Trách nhiệm', 'chuyen mon', 'Người chịu trách nhiệm chuyên môn kỹ thuật')
  await fill(page, 'Họ và tên', PHYSICIAN.name)
  await fill(page, 'Số định danh cá nhân', PHYSICIAN.number)
  await fill(page, 'Số giấy phép hành nghề', LICENCE)
  await save(page)
  await page.getByRole('button', { name: 'Thêm: Bệnh án điện tử' }).click()
  await choose(page, 'Tình trạng', 'dang', 'Đang triển khai')
  await save(page)
}

export async function addPhysician(page: Page): Promise<void> {
  const panel = (title: string): Locator =>
    page.locator('section', { has: page.getByRole('heading', { name: title, exact: true }) })
  const identity = panel('Định danh')
  await fill(identity, 'Họ và tên', PHYSICIAN.name)
  await fillDay(identity, 'Ngày sinh', '15/03/1985')
  await choose(page, 'Giới tính', 'nam', 'Nam')
  await fill(identity, 'Số định danh cá nhân', PHYSICIAN.number)
  await choose(page, 'Quốc tịch', 'viet nam', 'Việt Nam')
  const licence = panel('Giấy phép, chứng chỉ hành nghề')
  await choose(page, 'Loại giấy tờ', 'giay phep', 'Giấy phép hành nghề')
  await fill(licence, 'Số', LICENCE)
  await fill(licence, 'Cơ quan cấp', 'Sở Y tế Quảng Ngãi')
  await fillDay(licence, 'Ngày cấp', '02/05/2024')
  await fillDay(licence, 'Có giá trị đến', '02/05/2029')
  await choose(page, 'Chức danh', 'bac si', 'Bác sĩ')
  const registration = panel('Đăng ký hành nghề')
  await fillDay(registration, 'Từ ngày', '03/05/2024')
  await choose(page, 'Vị trí', 'chuyen mon ky', 'Người chịu trách nhiệm chuyên môn kỹ thuật')
  await choose(page, 'Hình thức', 'thuong xuyen', 'Hành nghề thường xuyên')
  await choose(page, 'Thời gian làm việc', 'toan', 'Toàn thời gian')
  await page.getByRole('button', { name: 'Thêm người hành nghề' }).click()
}

export async function complete(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Thêm: Liên hệ' }).click()
  await fill(page, 'Điện thoại', '0912345679')
  await save(page)
  await page.getByRole('button', { name: 'Thêm: Địa chỉ' }).click()
  await choose(page, 'Loại', 'hien tai', 'Nơi ở hiện tại')
  await choose(page, 'Xã, phường, đặc khu', 'cam thanh', 'Phường Cẩm Thành')
  await fill(page, 'Địa chỉ chi tiết', 'Số 2')
  await save(page)
  await page.getByRole('button', { name: 'Thêm: Văn bằng' }).click()
  await choose(page, 'Trình độ', 'dai hoc', 'Đại học')
  await fill(page, 'Chuyên ngành', 'Y học cổ truyền')
  await fill(page, 'Cơ sở đào tạo', 'Trường Đại học Mẫu')
  await fillDay(page, 'Ngày cấp', '01/07/2010')
  await save(page)
  await page.getByRole('button', { name: 'Thêm: Phạm vi hành nghề' }).click()
  await fill(page, 'Số giấy phép', LICENCE)
  await choose(page, 'Phạm vi', 'bac sy y hoc co', 'Bác sỹ y học cổ truyền')
  await choose(page, 'Loại', 'theo chuc danh', 'Theo chức danh')
  await save(page)
}
