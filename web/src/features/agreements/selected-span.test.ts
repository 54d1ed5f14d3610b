import { describe, expect, it } from 'vitest';
import { spanOf } from './selected-span';

describe('marked words in the plain text', () => {
  const plain = '1. Payment\n\nThe fee is due.\n\n- The fee\n- The costs';

  it('are found across paragraphs, where the shown text has no line ends', () => {
    expect(spanOf(plain, 'Payment The fee', '1. ')).toEqual({ start: 3, end: 19 });
  });

  it('are the ones that were marked, when they stand there twice', () => {
    const second = spanOf(plain, 'The fee', '1. PaymentThe fee is due.');
    expect(plain.slice(second!.start)).toBe('The fee\n- The costs');
  });

  it('are none when nothing but signs was marked, or another text', () => {
    expect(spanOf(plain, ' – ', '')).toBeNull();
    expect(spanOf(plain, 'something else', '')).toBeNull();
  });
});
