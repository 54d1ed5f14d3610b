import type { Variable } from './blanks.ts';
import { compose, format, type Given, type Taken, type TemplateText } from './composition.ts';

/** A text in which blanks stand open, and where in it they are. */
export interface OpenText {
  readonly text: string;
  /** Each with its square brackets; rising. */
  readonly blanks: readonly { readonly start: number; readonly end: number }[];
}

/** Around a label inside its brackets, from the private use area: no text that people read has them. */
const [opening, closing] = ['\uE0B1', '\uE0B2'];
const marked = new RegExp(`\\[${opening}([^${closing}]*)${closing}\\]`, 'gu');

/** The template as somebody reads it who has written nothing yet: clauses numbered, the label of each blank in brackets. */
export function openTemplate(
  template: TemplateText,
  taken: readonly Taken[],
  given: Omit<Given, 'ventureName' | 'parties' | 'validity' | 'notice'>,
): OpenText {
  const open = {
    ...template,
    variables: template.variables.map(opened),
    roles: template.roles.map((role) => ({ ...role, label: label(role.label) })),
  };
  const filling = {
    ...given,
    validity: `[${label('for how long')}]`,
    notice: `[${label('notice')}]`,
    ventureName: `[${label('Venture')}]`,
    parties: {},
  };
  return blanksOf(compose(open, taken, { format, values: {}, given: filling }).canonicalText);
}

/** A paper of the catalogue, whose placeholders have no labels; what the installation gives stands in it. */
export function openPaper(canonicalText: string, given: Readonly<Record<string, string>>): OpenText {
  return blanksOf(
    canonicalText.replace(
      /\{\{(\w+)\}\}/gu,
      (_, name: string) => given[name] ?? `[${label(name.replace(/[A-Z]/g, ' $&').toLowerCase())}]`,
    ),
  );
}

/** Required and of the simplest type, so that with nothing written in it its label stands in the text. */
function opened(variable: Variable): Variable {
  return { ...variable, type: 'TEXT', required: true, initial: null, label: label(variable.label) };
}

function label(text: string): string {
  return opening + text + closing;
}

function blanksOf(text: string): OpenText {
  const blanks: { start: number; end: number }[] = [];
  const marks = 2;
  const plain = text.replace(marked, (whole, inner: string, at: number) => {
    const start = at - marks * blanks.length;
    blanks.push({ start, end: start + whole.length - marks });
    return `[${inner}]`;
  });
  return { text: plain, blanks };
}
