import type { Variable } from './types';

/** What is wrong with a value, before it is sent; the server reads it by the same rules once more. Pure. */
export type CellProblem =
  | { readonly key: 'empty' | 'number' | 'percent' | 'money' | 'date' | 'yesNo' }
  | { readonly key: 'choice'; readonly choices: string }
  | { readonly key: 'short' | 'long' | 'less' | 'more'; readonly bound: number };

const longest = 4000;
const decimal = /^-?\d{1,12}(?:\.\d{1,6})?$/;
const percent = /^\d{1,4}(?:\.\d{1,6})?$/;
const money = /^(\d{1,12}(?:\.\d{1,3})?) [A-Z]{3}$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

export function cellProblem(variable: Variable, value: string): CellProblem | null {
  const text = value.trim();
  if (!text) return variable.required ? { key: 'empty' } : null;
  switch (variable.type) {
    case 'TEXT':
    case 'LONG_TEXT':
      return bounded(text.length, variable.min, variable.max ?? longest, 'short', 'long');
    case 'NUMBER':
      return decimal.test(text) ? ranged(Number(text), variable) : { key: 'number' };
    case 'PERCENT': {
      const plain = text.replace(/ ?%$/, '');
      return percent.test(plain)
        ? bounded(Number(plain), variable.min ?? 0, variable.max ?? 100, 'less', 'more')
        : { key: 'percent' };
    }
    case 'MONEY': {
      const amount = money.exec(text)?.[1];
      return amount === undefined ? { key: 'money' } : ranged(Number(amount), variable);
    }
    case 'DATE':
      return isDay(text) ? null : { key: 'date' };
    case 'CHOICE':
      return variable.choices.includes(text) ? null : { key: 'choice', choices: variable.choices.join('; ') };
    case 'YES_NO':
      return /^(yes|no|true|false)$/i.test(text) ? null : { key: 'yesNo' };
  }
}

function ranged(value: number, { min, max }: Variable): CellProblem | null {
  return bounded(value, min, max, 'less', 'more');
}

function bounded(
  value: number,
  min: number | null,
  max: number | null,
  below: 'short' | 'less',
  above: 'long' | 'more',
): CellProblem | null {
  if (min !== null && value < min) return { key: below, bound: min };
  return max !== null && value > max ? { key: above, bound: max } : null;
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00Z`);
  return day.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
