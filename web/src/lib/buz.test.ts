import { describe, expect, it } from 'vitest';
import { buzFormat } from './buz';

describe('amounts in the reader’s own figures', () => {
  const english = buzFormat('en-CA');
  const german = buzFormat('de');

  it('cuts to two decimals and never shows more than there is', () => {
    expect(english.short('1234.999999')).toBe('1,234.99');
    expect(english.short('-0.999999')).toBe('-0.99');
    expect(german.short('1234.500000')).toBe('1.234,50');
    expect(english.short('0.000000')).toBe('0.00');
  });

  it('shows all decimals of what two decimals would hide', () => {
    expect(english.short('0.000100')).toBe('0.0001');
    expect(english.full('1000000000.000001')).toBe('1,000,000,000.000001');
  });

  it('writes the plus', () => {
    expect(english.signed('12.500000')).toBe('+12.50');
    expect(english.signed('-12.500000')).toBe('-12.50');
    expect(english.signed('0.000000')).toBe('0.00');
  });

  it('reads what people type', () => {
    expect(english.read('1,234.5')).toBe(1_234_500_000n);
    expect(english.read('12,5')).toBe(12_500_000n);
    expect(english.read('1,000')).toBe(1_000_000_000n);
    expect(german.read('1.234,5')).toBe(1_234_500_000n);
    expect(german.read('12.5')).toBe(12_500_000n);
    expect(german.read('0,000001')).toBe(1n);
    expect(english.read('1,2345')).toBe('NOT_A_NUMBER');
    expect(english.read('0.0000001')).toBe('TOO_MANY_DECIMALS');
    expect(english.read('-1')).toBe('NEGATIVE');
    expect(english.read('0')).toBe('ZERO');
    expect(english.read('1000000000.000001')).toBe('TOO_LARGE');
  });
});
