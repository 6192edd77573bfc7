/** Terminology: code lists by date, the nation's and each facility's; read from the database or from the files we ship. */
export { type ListName, LIST_NAMES, isListName } from './list-names.ts'
export { type Concept, type Edition, type Lists, listsOn } from './lists.ts'
export { openTerminology, type Terminology } from './open-terminology.ts'
export { starterLists, readStarterEditions } from './starter-lists.ts'
export { importCatalogue, type ImportReport, loadStarterLists } from './import-catalogue.ts'
export { terminologyTexts } from './problem-texts.ts'
