import { useLanguage } from '../../foundation/language.ts'

/** What is not certain about a source stands in both languages in one line, Vietnamese first: this picks the part that is read. */
export function useUncertain(): (text: string) => string {
  const language = useLanguage()
  return (text) => {
    const [vietnamese = text, english = vietnamese] = text.split(' / ')
    return language === 'vi' ? vietnamese : english
  }
}
