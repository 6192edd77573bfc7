import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The libraries that every page needs change rarely: one file that stays in the browser's cache. */
const EVERY_PAGE = /node_modules\/(react|react-dom|scheduler|@tanstack|zod)\//

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'foundation', test: EVERY_PAGE }] } },
    },
  },
})
