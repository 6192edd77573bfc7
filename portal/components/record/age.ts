/** Full years on a day (`yyyy-mm-dd`); undefined when the birth day is not known to the day. */
export function ageOn(birthDate: string, day: string): number | undefined {
  if (birthDate.length < 10) return undefined
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5, 10) ? years - 1 : years
}

/** `051 158 000 123`: easier to compare with a card. */
export function groupDigits(number: string): string {
  return /^\d{12}$/.test(number) ? number.replace(/(\d{3})(?=\d)/g, '$1 ') : number
}
