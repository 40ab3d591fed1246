import {
  type ButtonProps,
  createTheme,
  type CSSVariablesResolver,
  type MantineTheme,
} from '@mantine/core'

declare module 'react' {
  interface CSSProperties {
    [ownVariable: `--fv-${string}`]: string
  }
}

const touchHeight = '2.75rem'

export const theme = createTheme({
  // The styles turn transitions off; Mantine would wait for their ends.
  respectReducedMotion: true,
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily:
    'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif',
  headings: { fontWeight: '680' },
  colors: {
    pine: [
      '#e8f6f0',
      '#cfeadf',
      '#a3d8c3',
      '#74c9a9',
      '#52c19a',
      '#2fa67f',
      '#17805f',
      '#0f6f55',
      '#0b5a45',
      '#064434',
    ],
    amber: [
      '#fff6e0',
      '#ffe9b8',
      '#ffd884',
      '#fcc650',
      '#f5b52b',
      '#dc9a10',
      '#b27a06',
      '#8a5d00',
      '#6e4a00',
      '#523600',
    ],
    red: [
      '#fff0f0',
      '#ffdcdc',
      '#ffb8b8',
      '#ff9a9a',
      '#ff8080',
      '#f25c5c',
      '#cf2e2e',
      '#bd2525',
      '#a81d1d',
      '#8f1616',
    ],
    dark: [
      '#e6ebe8',
      '#bcc5c0',
      '#99a49e',
      '#66716b',
      '#3b4440',
      '#2c3430',
      '#1b211e',
      '#121614',
      '#0e1110',
      '#090b0a',
    ],
  },
  // Plain objects, because `Modal.extend` and the like would load every component on the first page.
  components: {
    Button: {
      vars: (_theme: MantineTheme, { size = 'md' }: ButtonProps) => ({
        root: size === 'md' ? { '--button-height': touchHeight } : {},
      }),
      defaultProps: { size: 'md' },
    },
    Input: {
      vars: () => ({
        // 16px keeps iOS from zooming into a focused field.
        wrapper: { '--input-height': touchHeight, '--input-fz': '1rem' },
      }),
    },
    // ARIA allows no focusable child in a menu but its items; the first item takes the focus.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: true, radius: 'lg', padding: 'md' } },
    Paper: { defaultProps: { radius: 'lg' } },
  },
})

/** Mantine's greys and reds are too pale for small text (WCAG AA). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f5f6f3',
    '--mantine-color-text': '#18201c',
    '--mantine-color-dimmed': '#58635d',
    '--mantine-color-placeholder': '#6f7a74',
    '--mantine-color-error': '#c22626',
    '--mantine-color-pine-light': '#e1f1ea',
    '--mantine-color-pine-light-hover': '#d3eadf',
    '--mantine-color-amber-light': '#fdf1d6',
    '--mantine-color-amber-light-color': '#6e4a00',
    '--mantine-color-red-light': '#fdeceb',
    '--mantine-color-red-light-color': '#a81d1d',
    '--fv-surface': '#ffffff',
    '--fv-sunken': '#eceee9',
    '--fv-line': '#dfe3dc',
    '--fv-accent': '#0f6f55',
    '--fv-accent-soft': '#e1f1ea',
    '--fv-amber': '#7d5400',
    '--fv-amber-soft': '#fdf1d6',
  },
  dark: {
    '--mantine-color-dimmed': '#a3aea8',
    '--mantine-color-placeholder': '#87928c',
    '--mantine-color-error': '#ff8c8c',
    '--mantine-color-pine-light': '#17352a',
    '--mantine-color-pine-light-hover': '#1d4335',
    '--mantine-color-pine-light-color': '#8fdcc0',
    '--mantine-color-amber-light': '#33290f',
    '--mantine-color-amber-light-color': '#fcc650',
    '--mantine-color-red-light': '#371c1c',
    '--mantine-color-red-light-color': '#ff9a9a',
    '--fv-surface': '#1b211e',
    '--fv-sunken': '#151a17',
    '--fv-line': '#2c3430',
    '--fv-accent': '#6bd0ab',
    '--fv-accent-soft': '#17352a',
    '--fv-amber': '#fcc650',
    '--fv-amber-soft': '#33290f',
  },
})
