import { readBuz, type AmountFault } from '@smartstart/units';
import { Fail } from '../../kernel/errors.ts';

const sentences: Record<AmountFault, string> = {
  NOT_A_NUMBER: 'Write the amount in digits, such as 12.5.',
  NEGATIVE: 'The amount must be more than nothing.',
  ZERO: 'The amount must be more than nothing.',
  TOO_MANY_DECIMALS: 'BUZ have six decimals at most.',
  TOO_LARGE: 'That is more BUZ than there are.',
};

/** An amount as a person typed it, in micro-BUZ; AMOUNT_INVALID with a sentence when it is none. */
export function readAmount(text: string, path = 'body.amount'): bigint {
  const read = readBuz(text);
  if (typeof read === 'bigint') return read;
  const message = sentences[read];
  throw new Fail('AMOUNT_INVALID', message, { fields: [{ path, message }] });
}
