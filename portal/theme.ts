import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** The one accent: a deep jade. Shade 7 on white has a contrast of 7:1, shade 3 on the dark ground 9:1. */
const jade: MantineColorsTuple = [
  '#eaf6f4',
  '#d3ebe7',
  '#a6d7d0',
  '#76c2b8',
  '#4caea2',
  '#2c978b',
  '#147f74',
  '#0b625c',
  '#084f4a',
  '#053b38',
]

/** Greys with a breath of the accent, so that white space does not look blue. */
const slate: MantineColorsTuple = [
  '#f6f8f8',
  '#eef2f1',
  '#e2e8e7',
  '#cdd6d4',
  '#a9b5b3',
  '#7c8a88',
  '#5a6866',
  '#3f4b4a',
  '#283231',
  '#161d1c',
]

const night: MantineColorsTuple = [
  '#e7eceb',
  '#c3cccb',
  '#a3afad',
  '#6d7a78',
  '#475251',
  '#333d3c',
  '#273030',
  '#1c2424',
  '#151c1c',
  '#0e1414',
]

const FONT =
  "'Be Vietnam Pro', system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

/** Sizes of what a finger must hit: WCAG 2.2 asks 24 px, we give 44. */
const TOUCH = '2.75rem'

/** The accent is light on the dark ground: what is written on it must turn dark there, which one shade cannot say. */
const colorsOfVariant: VariantColorsResolver = (input) => {
  const usual = defaultVariantColorsResolver(input)
  const isAccent = input.color === undefined || input.color === 'jade'
  if (input.variant !== 'filled' || !isAccent) return usual
  return {
    ...usual,
    background: 'var(--mach-accent)',
    hover: 'var(--mach-accent-strong)',
    color: 'var(--mach-surface)',
  }
}

export const theme = createTheme({
  fontFamily: FONT,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  headings: {
    fontFamily: FONT,
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.25rem', lineHeight: '1.35' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.4' },
    },
  },
  colors: { jade, gray: slate, dark: night },
  primaryColor: 'jade',
  primaryShade: { light: 7, dark: 3 },
  variantColorResolver: colorsOfVariant,
  black: '#161d1c',
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md' }, styles: { root: { minHeight: TOUCH } } },
    ActionIcon: { defaultProps: { size: TOUCH, variant: 'subtle' } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md', checkIconPosition: 'right' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    SegmentedControl: { defaultProps: { size: 'md' } },
    Switch: { defaultProps: { size: 'md' } },
    Modal: { defaultProps: { radius: 'lg', centered: true, padding: 'lg' } },
    Card: { defaultProps: { radius: 'lg', padding: 'lg', withBorder: true } },
    Paper: { defaultProps: { radius: 'lg' } },
    Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } },
    Tooltip: {
      defaultProps: {
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    },
  },
})

/** Colours by meaning, for light and dark; components ask for these and never for a shade. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mach-measure': '72rem',
    '--mach-numbers':
      "system-ui, -apple-system, 'Segoe UI', Roboto, 'Open Sans', Arial, sans-serif",
  },
  light: {
    '--mantine-color-body': '#f7f9f8',
    '--mantine-color-text': '#161d1c',
    '--mantine-color-dimmed': '#556361',
    '--mach-surface': '#ffffff',
    '--mach-line': '#e0e7e5',
    '--mach-accent': '#0b625c',
    '--mach-accent-strong': '#084f4a',
    '--mach-accent-soft': '#e6f3f1',
    '--mach-good': '#0b625c',
    '--mach-good-soft': '#e2f2ef',
    '--mach-bad': '#b3261e',
    '--mach-bad-soft': '#fcebea',
    '--mach-warn': '#855300',
    '--mach-warn-soft': '#fdf2dc',
    '--mach-note': '#3d5a80',
    '--mach-note-soft': '#e8eef6',
    '--mach-plain-soft': '#eef2f1',
  },
  dark: {
    '--mantine-color-body': '#0e1414',
    '--mantine-color-text': '#e7eceb',
    '--mantine-color-dimmed': '#a3afad',
    '--mach-surface': '#151c1c',
    '--mach-line': '#2b3635',
    '--mach-accent': '#76c2b8',
    '--mach-accent-strong': '#a6d7d0',
    '--mach-accent-soft': '#15302d',
    '--mach-good': '#76c2b8',
    '--mach-good-soft': '#15302d',
    '--mach-bad': '#ff9c94',
    '--mach-bad-soft': '#3d1d1b',
    '--mach-warn': '#f2c063',
    '--mach-warn-soft': '#382a10',
    '--mach-note': '#a3c1ea',
    '--mach-note-soft': '#1d2a3c',
    '--mach-plain-soft': '#222b2a',
  },
})
