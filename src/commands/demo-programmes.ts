import { openDatabase } from '#foundation/database'
import { type DemoProgrammes, fillProgrammes } from '#programmes'
import { demoRegistry } from '../../simulators/registry/demo-registry.ts'
import { random } from '../compose-server.ts'
import { isMarked, markDone } from './running.ts'

const DONE = 'demo-programmes'

/** The province of the demo. */
const HOME = '51'

const TRAINING = {
  session: '51-TH-01',
  programme: 'kh1642',
  title: 'Tập huấn Hệ thống quản lý hành nghề (dữ liệu mẫu)',
  day: '2025-11-28',
  duty: 'Phụ trách công nghệ thông tin',
}

const REPORTED = [
  { milestone: 'kh08-t37', numerator: 9, denominator: 14 },
  { milestone: 'kh08-t38', numerator: 61_240, denominator: 98_500 },
  { milestone: 'kh08-t40', numerator: 4_310, denominator: 7_900 },
] as const

/** Counts a new demo at once, with a training and some reported figures of its province; once. */
export async function fillDemoProgrammes(data: string, url: string): Promise<void> {
  if (await isMarked(data, DONE)) return
  const database = openDatabase(url, 2)
  const now = () => new Date()
  try {
    await fillProgrammes({ database, now, random }, demoProgrammes())
  } finally {
    await database.destroy()
  }
  await markDone(data, DONE, now())
}

function demoProgrammes(): DemoProgrammes {
  const codes = [...demoRegistry()].flatMap(({ kind, province, statements }) =>
    kind === 'facility' && province === HOME
      ? statements.flatMap(({ values: { facilityCode } }) =>
          typeof facilityCode === 'string' ? facilityCode : [],
        )
      : [],
  )
  const lines = codes.map((facility, index) => ({
    ...TRAINING,
    facility,
    attendee: `Người dự số ${index + 1}`,
    passed: index % 5 !== 4,
  }))
  const by = { authority: HOME, account: 'officer@51', name: 'Dữ liệu mẫu', day: '2026-10-31' }
  return {
    trainings: [{ authority: HOME, lines }],
    reports: REPORTED.map((one) => ({ ...one, ...by, source: 'Báo cáo mẫu tháng 10/2026' })),
  }
}
