/** Health book: one person's life in health, for its owner and for whoever treats, each reading on record. */
export { copyBook } from './copy-book.ts'
export { healthBookRoutes } from './health-book-routes.ts'
export { healthBookTexts } from './problem-texts.ts'
export type { BookNeeds } from './read-book.ts'
