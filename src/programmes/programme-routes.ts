import { type Door, serve } from '#foundation/serve'
import * as contracts from './contract.ts'
import { draftReport } from './draft-report.ts'
import { listBehindOf } from './list-behind.ts'
import { listTrainingsOf } from './list-sessions.ts'
import { markSeen, readOwn } from './read-own.ts'
import { readMilestone } from './read-milestone.ts'
import { readProgress } from './read-progress.ts'
import { type RemindNeeds, remindBehind } from './remind-behind.ts'
import { reportFigures } from './report-figures.ts'

/** Binds programmes: progress for officers, who is behind, reminders and reports; and what a facility sees of its own. */
export function programmeRoutes(door: Door, needs: RemindNeeds): void {
  serve(door, contracts.readProgrammesProgress, (caller, asked) =>
    readProgress(needs, caller, asked),
  )
  serve(door, contracts.readMilestoneProgress, (caller, asked) =>
    readMilestone(needs, caller, asked),
  )
  serve(door, contracts.listBehindMilestone, (caller, asked) => listBehindOf(needs, caller, asked))
  serve(door, contracts.remindBehindMilestone, (caller, asked) =>
    remindBehind(needs, caller, asked),
  )
  serve(door, contracts.reportMilestone, (caller, asked) => reportFigures(needs, caller, asked))
  serve(door, contracts.draftProgressReport, (caller, asked) => draftReport(needs, caller, asked))
  serve(door, contracts.listTrainings, (caller) => listTrainingsOf(needs, caller))
  serve(door, contracts.readOwnProgrammes, (caller) => readOwn(needs, caller))
  serve(door, contracts.seeReminder, (caller, asked) => markSeen(needs, caller, asked))
}
