import { broadcastsWire } from '@smartstart/contract';
import { Fail } from '../../../kernel/errors.ts';

export type Placeholder = (typeof broadcastsWire.placeholder)['options'][number];
export type Values = Readonly<Partial<Record<Placeholder, string>>>;

const known: readonly string[] = broadcastsWire.placeholder.options;
const pattern = /\{([^{}]*)\}/g;

/** The placeholders a text uses, each once; one that does not exist is refused. */
export function placeholdersIn(...texts: readonly string[]): Placeholder[] {
  const used = texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1]!));
  const unknown = used.filter((name) => !known.includes(name));
  if (unknown.length)
    throw new Fail(
      'RULE_VIOLATED',
      `There is no placeholder {${unknown[0]}}. Use one of ${known.map((name) => `{${name}}`).join(', ')}.`,
    );
  if (texts.some((text) => /[{}]/.test(text.replace(pattern, ''))))
    throw new Fail('RULE_VIOLATED', 'A brace stands alone. Write placeholders as {user}.');
  return known.filter((name): name is Placeholder => used.includes(name));
}

/** Refuses a text of which a placeholder would stay open. `user` is known for every reader. */
export function requireValues(used: readonly Placeholder[], values: Values): void {
  const missing = used.find((name) => name !== 'user' && !values[name]);
  if (missing) throw new Fail('RULE_VIOLATED', `Say what stands for {${missing}}.`);
}

/** What is filled in is not looked at again: a name that looks like a placeholder stays as it is. */
export function fill(text: string, values: Values): string {
  return text.replace(pattern, (whole, name: Placeholder) => values[name] ?? whole);
}
