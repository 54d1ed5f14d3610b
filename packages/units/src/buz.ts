/** BUZ amounts are integers of 10⁻⁶ BUZ (micro-BUZ), written as decimal strings with six decimals (`"12.500000"`). */

export const microPerBuz = 1_000_000n;
/** 1,000,000,000 BUZ, for ever. */
export const supplyMicro = 1_000_000_000n * microPerBuz;

const decimal = /^(\d{1,10})(?:\.(\d{1,6}))?$/;

/** Why a text is no amount that can be moved. */
export type AmountFault = 'NOT_A_NUMBER' | 'NEGATIVE' | 'ZERO' | 'TOO_MANY_DECIMALS' | 'TOO_LARGE';

/** Reads an amount a person typed; never more than the supply, never less than one micro-BUZ. */
export function readBuz(text: string): bigint | AmountFault {
  const plain = text.trim();
  if (/^-\d/.test(plain)) return 'NEGATIVE';
  if (/^\d+\.\d{7,}$/.test(plain)) return 'TOO_MANY_DECIMALS';
  if (/^\d{11,}(\.\d{1,6})?$/.test(plain)) return 'TOO_LARGE';
  const match = decimal.exec(plain);
  if (!match) return 'NOT_A_NUMBER';
  const micro = BigInt(match[1]!) * microPerBuz + BigInt((match[2] ?? '').padEnd(6, '0'));
  if (micro === 0n) return 'ZERO';
  return micro > supplyMicro ? 'TOO_LARGE' : micro;
}

/** Whole BUZ as micro-BUZ. */
export function buz(whole: number): bigint {
  return BigInt(whole) * microPerBuz;
}

/** The wire form: `"-12.500000"`. */
export function writeBuz(micro: bigint): string {
  const size = micro < 0n ? -micro : micro;
  const text = `${size / microPerBuz}.${String(size % microPerBuz).padStart(6, '0')}`;
  return micro < 0n ? `-${text}` : text;
}

/** As sentences say it, in English: `1,000`, `12.5`. Pages write amounts in the reader's own way. */
export function showBuz(micro: bigint): string {
  const [whole = '', fraction = ''] = writeBuz(micro).split('.');
  const digits = fraction.replace(/0+$/, '');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return digits ? `${grouped}.${digits}` : grouped;
}

/** The wire form back as an integer; for text that this platform wrote. */
export function parseBuz(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const micro = BigInt(whole) * microPerBuz + BigInt(fraction.padEnd(6, '0'));
  return text.startsWith('-') ? -micro : micro;
}

/** The fee of a transfer: 0.1 % of the amount, rounded up to one micro-BUZ (domain rules, section 5.5). */
export function transferFeeMicro(amountMicro: bigint): bigint {
  return (amountMicro + 999n) / 1000n;
}

/** Simple interest, floor(stake × rate × days ÷ 365) (section 5.6). `rateBps` is the yearly rate in hundredths of a percent. */
export function interestMicro(stakeMicro: bigint, rateBps: number, days: number): bigint {
  return (stakeMicro * BigInt(rateBps) * BigInt(days)) / (10_000n * 365n);
}
