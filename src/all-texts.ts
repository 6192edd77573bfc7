import { accessTexts } from '#access'
import { auditTexts } from '#audit'
import { casesTexts } from '#cases'
import { correspondenceTexts } from '#correspondence'
import { deliveryTexts } from '#delivery'
import { followUpTexts } from '#follow-up'
import { foundationTexts } from '#foundation/problem-texts'
import { healthBookTexts } from '#health-book'
import { intakeTexts } from '#intake'
import { peopleTexts } from '#people'
import { privacyTexts } from '#privacy'
import { recordsTexts } from '#records'
import { programmesTexts } from '#programmes'
import { practiceTexts, registryTexts } from '#registry'
import { rulesTexts } from '#rules'
import { terminologyTexts } from '#terminology'
import { workbooksTexts } from '#workbooks'
import type { ProblemTexts } from '#vocabulary/bilingual'

/** What people read about every refusal of every room; `tests/problem-texts.test.ts` looks for codes without a text. */
export const allTexts: ProblemTexts = {
  ...foundationTexts,
  ...auditTexts,
  ...accessTexts,
  ...terminologyTexts,
  ...peopleTexts,
  ...recordsTexts,
  ...rulesTexts,
  ...deliveryTexts,
  ...casesTexts,
  ...correspondenceTexts,
  ...followUpTexts,
  ...healthBookTexts,
  ...practiceTexts,
  ...registryTexts,
  ...programmesTexts,
  ...privacyTexts,
  ...intakeTexts,
  ...workbooksTexts,
}
