import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Fir green: the one brand colour. Shade 7 carries white text at 6:1, shade 4 stands on dark ground at 6:1. */
const fir: MantineColorsTuple = [
  '#eef7f5',
  '#d9ece8',
  '#b3d8d1',
  '#8ac3b8',
  '#66b0a3',
  '#4a9f91',
  '#2f8476',
  '#1f6f63',
  '#175a50',
  '#0e443c',
];
/** Paper-warm greys, so that white cards stand out from the ground without hard borders. */
const gray: MantineColorsTuple = [
  '#f7f6f2',
  '#efede7',
  '#e5e2da',
  '#d8d4ca',
  '#c3beb2',
  '#a39d90',
  '#767064',
  '#57524a',
  '#3b3732',
  '#24211e',
];
const dark: MantineColorsTuple = [
  '#d7dedc',
  '#bcc7c4',
  '#9aa7a4',
  '#74827f',
  '#3f4b49',
  '#334040',
  '#243030',
  '#192221',
  '#131a19',
  '#0d1312',
];
const red: MantineColorsTuple = [
  '#fdf0ee',
  '#fadcd8',
  '#f4b8b0',
  '#ec8f84',
  '#e46c5e',
  '#d94f40',
  '#c93c2e',
  '#b33025',
  '#97261d',
  '#781c15',
];

export const theme = createTheme({
  primaryColor: 'fir',
  primaryShade: { light: 7, dark: 7 },
  colors: { fir, gray, dark, red },
  black: '#1d2423',
  // Below this luminance white text reaches 4.5:1, above it black text does: every filled colour is readable.
  autoContrast: true,
  luminanceThreshold: 0.179,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontFamily:
      'ui-serif, Charter, "Bitstream Charter", "Iowan Old Style", "Sitka Text", Cambria, Georgia, serif',
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: 'clamp(1.65rem, 1.3rem + 1.4vw, 2.15rem)', lineHeight: '1.2' },
      h2: { fontSize: '1.35rem', lineHeight: '1.3' },
      h3: { fontSize: '1.1rem', lineHeight: '1.35' },
      h4: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Anchor: { defaultProps: { underline: 'always' } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none' } },
    Card: { defaultProps: { withBorder: true, padding: 'lg' } },
    Paper: { defaultProps: { withBorder: true } },
    // Focus starts on the first item, as in any menu, and not on an empty element that may not stand in one.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: true, radius: 'lg' } },
    Table: { defaultProps: { verticalSpacing: 'sm' } },
    Tooltip: { defaultProps: { events: { hover: true, focus: true, touch: true } } },
  },
});

const colours = [
  'fir',
  'red',
  'gray',
  'blue',
  'green',
  'teal',
  'cyan',
  'yellow',
  'orange',
  'grape',
  'violet',
  'indigo',
  'pink',
  'lime',
];

/** Coloured text on white and on the light variant's tint; Mantine's ninth shade is too bright for some colours. */
function textOn(name: string): { use: string; value: string }[] {
  const ours = name === 'fir' || name === 'red' || name === 'gray';
  const text = ours
    ? `var(--mantine-color-${name}-${name === 'red' ? 8 : 7})`
    : `color-mix(in srgb, var(--mantine-color-${name}-9) 62%, #000)`;
  return [
    { use: 'text', value: text },
    { use: 'outline', value: text },
    { use: 'light-color', value: ours ? `var(--mantine-color-${name}-9)` : text },
  ];
}

/** Mantine's own defaults for dimmed, error and coloured text miss 4.5:1 on our grounds; these reach it. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fbfaf7',
    '--mantine-color-dimmed': '#5c6661',
    '--mantine-color-placeholder': '#6b706c',
    '--mantine-color-error': 'var(--mantine-color-red-8)',
    '--mantine-color-default-border': 'var(--mantine-color-gray-3)',
    '--mantine-color-disabled-color': 'var(--mantine-color-gray-6)',
    ...Object.fromEntries(
      colours.flatMap((name) =>
        textOn(name).map(({ use, value }) => [`--mantine-color-${name}-${use}`, value]),
      ),
    ),
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': 'var(--mantine-color-red-3)',
    '--mantine-color-disabled-color': 'var(--mantine-color-dark-2)',
    '--mantine-color-anchor': 'var(--mantine-color-fir-3)',
    '--mantine-color-gray-light': 'var(--mantine-color-dark-5)',
    '--mantine-color-gray-light-hover': 'var(--mantine-color-dark-4)',
    '--mantine-color-fir-light': '#1b3b36',
    '--mantine-color-fir-light-hover': '#214741',
  },
});
