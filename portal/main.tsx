import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import './mantine-styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { currentLanguage } from './foundation/language.ts'
import { CallFailed } from './foundation/problems.ts'
import { queryClient } from './foundation/query-client.ts'
import { router } from './router.tsx'
import './theme.css'
import { cssVariables, theme } from './theme.ts'

/** The server's content policy forbids code made from text, so zod must not try. */
z.config({ jitless: true })

const colorSchemes = localStorageColorSchemeManager({ key: 'mach.theme' })

document.documentElement.lang = currentLanguage()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

/** A refusal is an answer and is shown on the page; the console is for what should not happen. */
function onCaughtError(error: unknown): void {
  if (!(error instanceof CallFailed)) console.error(error)
}

createRoot(root, { onCaughtError }).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
