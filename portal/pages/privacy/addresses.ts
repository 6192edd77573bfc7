import { CaseFilter } from '#cases/contract'
import { searchOf } from '../../foundation/search.ts'

/** The filter of the cases as it stands in the address. */
export const readCasesAddress = searchOf(CaseFilter)
