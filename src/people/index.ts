/** People: who is this person, from the numbers, names and birth dates that messages claim. */
export { agreesWithPerson } from './agrees-with-person.ts'
export type { IdentifierSystem, PersonClaim } from './person-claim.ts'
export { listBirths } from './births.ts'
export { joinPersons, partPersons } from './find-persons.ts'
export {
  type Identified,
  identifyPerson,
  seekPerson,
  settlePerson,
  type SoughtPerson,
} from './identify-person.ts'
export {
  findBirthDate,
  findPersonByNumber,
  findPersons,
  keysOf,
  keysOfMany,
  type PersonCard,
  type PersonSearch,
  personCards,
  whoseRecord,
} from './find-persons.ts'
export { peopleRoutes } from './people-routes.ts'
export { peopleTexts } from './problem-texts.ts'
