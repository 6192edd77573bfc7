import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const HERE = import.meta.dirname
const STYLES = `${HERE}/../node_modules/@mantine/core/styles`
const IMPORTS = /import \{([^}]*)\} from '@mantine\/core'/g

test('every component that a page uses has its styles', () => {
  const sheet = readFileSync(`${HERE}/mantine-styles.css`, 'utf8')
  const used = globSync('**/*.tsx', { cwd: HERE, exclude: ['dist'] }).flatMap((file) =>
    [...readFileSync(`${HERE}/${file}`, 'utf8').matchAll(IMPORTS)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    ),
  )
  const missing = new Set(
    used.filter((name) => existsSync(`${STYLES}/${name}.css`) && !sheet.includes(`/${name}.css`)),
  )
  expect([...missing]).toEqual([])
})
