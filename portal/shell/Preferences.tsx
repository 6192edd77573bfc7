import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { MoonSign, SunSign } from '../components/icons.tsx'
import { chooseLanguage, useLanguage } from '../foundation/language.ts'
import { useMessages } from '../foundation/messages.ts'
import style from './shell.module.css'
import { messages } from './shell.messages.ts'

/** Language and light or dark: kept on this device. */
export function Preferences() {
  const say = useMessages(messages)
  const language = useLanguage()
  const scheme = useComputedColorScheme('light')
  const { setColorScheme } = useMantineColorScheme()
  const isDark = scheme === 'dark'

  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        px="xs"
        className={style.language}
        lang={language === 'vi' ? 'en' : 'vi'}
        aria-label={`${say.language} ${language === 'vi' ? 'EN' : 'VI'}`}
        onClick={() => chooseLanguage(language === 'vi' ? 'en' : 'vi')}
      >
        <span className={style.long}>{say.language}</span>
        <span className={style.short}>{language === 'vi' ? 'EN' : 'VI'}</span>
      </Button>
      <ActionIcon
        color="gray"
        aria-label={isDark ? say.toLight : say.toDark}
        title={isDark ? say.toLight : say.toDark}
        onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
      >
        {isDark ? <SunSign /> : <MoonSign />}
      </ActionIcon>
    </>
  )
}
