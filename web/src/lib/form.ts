import type { FormErrors } from '@mantine/form';
import { fieldErrors } from './problem';

interface FormLike {
  readonly values: object;
  setErrors(errors: FormErrors): void;
  getInputNode(path: never): HTMLElement | null;
}

/**
 * Ties the server's field messages to the fields of a form and moves focus to the first.
 * Answers whether a message found its field; if not, the page shows the failure as a whole.
 */
export function applyErrors(form: FormLike, error: unknown): boolean {
  const errors = fieldErrors(error);
  const names = Object.keys(form.values);
  const known = Object.entries(errors).filter(([path]) => names.includes(fieldOf(path)));
  if (known.length === 0) return false;
  form.setErrors(Object.fromEntries(known));
  focusFirst(form, Object.fromEntries(known));
  return true;
}

/** Moves focus to the first field with a message, in the order the fields stand in the form. */
export function focusFirst(form: FormLike, errors: FormErrors): void {
  const order = Object.keys(form.values);
  const first = Object.keys(errors).toSorted(
    (a, b) => order.indexOf(fieldOf(a)) - order.indexOf(fieldOf(b)),
  )[0];
  if (first === undefined) return;
  // The field gets its aria-invalid in the next paint; a screen reader then reads the message with it.
  requestAnimationFrame(() => form.getInputNode(first as never)?.focus());
}

/** `skillsWanted` of `skillsWanted.0.level`. */
function fieldOf(path: string): string {
  return path.split('.')[0] ?? path;
}
