import { expect, test } from 'vitest'
import { renderFilledForm } from './index.ts'

test('a form is set with what is known, and with room for what is not', async () => {
  const pdf = await renderFilledForm(
    {
      form: 'Mẫu số 08',
      instrument: 'NĐ 356/2025/NĐ-CP',
      title: 'THÔNG BÁO VI PHẠM',
      recipient: 'Kính gửi: A05',
      sections: [
        {
          title: '1. Bên thông báo',
          lines: [
            { label: 'Tên tổ chức', value: 'Đơn vị vận hành' },
            { label: 'Địa chỉ', value: undefined },
          ],
        },
      ],
    },
    { printedAt: new Date('2026-11-21T02:00:00Z'), largePrint: false },
  )
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  expect(pdf.length).toBeGreaterThan(5_000)
})
