import type { z } from 'zod'
import { inTransaction } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { draftProgressReport, MilestoneView } from './contract.ts'
import { MEANING, percentOf, shareOf } from './measures.ts'
import { viewOf } from './milestone-view.ts'
import { placeNames } from './place-names.ts'
import { binds, type Programme } from './programme.ts'
import { countNow } from './progress-store.ts'
import { figuresOn } from './progress-figures.ts'
import { reachOf } from './reach.ts'
import type { RemindNeeds } from './remind-behind.ts'
import { dayWritten, type LetterContent } from './reminder-letter.ts'

/**
 * Drafts the report on a programme's progress: each milestone, then by commune for a department and by authority for the Ministry. One draft a
 * day for each programme and office; a second call that day answers the same.
 *
 * Refuses `programmes.not-own-authority`, `programmes.programme-unknown`, and what the writing of letters refuses.
 */
export async function draftReport(
  needs: RemindNeeds,
  caller: Caller,
  asked: z.output<typeof draftProgressReport.request>,
): Promise<Outcome<z.input<typeof draftProgressReport.response>>> {
  const found = reachOf(caller, asked)
  if (!found.ok) return found
  const reach = found.value
  const programme = needs.programmes.all.find(({ id }) => id === asked.programme)
  if (programme === undefined || (reach.authority && !binds(programme, reach.authority)))
    return refuse('not-found', 'programmes.programme-unknown', 'programme')
  const day = vietnamDay(needs.now())
  const names = await placeNames(needs, day)
  const by = reach.authority === undefined ? 'authority' : 'commune'
  return inTransaction(needs.database, async (trx) => {
    enterScope(trx, reach.scope)
    const figures = await figuresOn(trx, { day, isNow: true }, reach)
    const places = await countNow(trx, day, by, reach.which)
    const views = programme.milestones.map((milestone) =>
      viewOf({ programme, milestone }, { day, share: figures.shareOf({ programme, milestone }) }),
    )
    const office = caller.province ?? '00'
    const content = reportLetter(programme, views, { day, office, about: reach.authority })
    const counted = programme.milestones.filter(({ measure }) => MEANING[measure].counts)
    const columns = [by === 'authority' ? 'Cơ quan quản lý' : 'Xã, phường']
    const letter = await needs.draftLetter(trx, caller, {
      ...content,
      table: {
        columns: [...columns, ...counted.map(({ name }) => name.vi)],
        rows: places
          .filter(({ place }) => by !== 'authority' || binds(programme, place))
          .map(({ place, counts }) => [
            names[by](place).vi,
            ...counted.map(({ measure }) => shareWritten(shareOf(measure, counts))),
          ]),
      },
    })
    return letter.ok ? accept({ letter: letter.value ?? '' }) : letter
  })
}

function reportLetter(
  { id, name, instrument }: Programme,
  views: readonly MilestoneView[],
  {
    day,
    office,
    about,
  }: { readonly day: string; readonly office: string; readonly about: string | undefined },
): Omit<LetterContent, 'table'> {
  return {
    kind: 'progress-report',
    origin: `programme-report:${id}:${office}:${about ?? ''}:${day}`,
    authority: office,
    subject: `Tiến độ thực hiện: ${name.vi}`,
    recipients: office === '00' ? ['Lãnh đạo Bộ Y tế'] : ['Bộ Y tế (Cục Quản lý Khám, chữa bệnh)'],
    paragraphs: [
      `Thực hiện ${instrument}, tính đến ngày ${dayWritten(day)} kết quả như sau:`,
      ...views.map(
        (view) =>
          `– ${view.name.vi}: ${shareWritten(view.share)}; chỉ tiêu ${view.targetPercent} %${view.due === undefined ? '' : `, thời hạn ${dayWritten(view.due)}`}.`,
      ),
    ],
  }
}

function shareWritten(
  share: { readonly numerator: number; readonly denominator: number } | undefined,
): string {
  const percent = share && percentOf(share)
  if (share === undefined || percent === undefined) return 'chưa có số liệu'
  return `${share.numerator}/${share.denominator} (${String(percent).replace('.', ',')} %)`
}
