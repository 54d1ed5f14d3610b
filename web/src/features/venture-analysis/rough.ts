import { placesOf } from '../../lib/money';

/** Simulated and estimated amounts, rounded so that they claim no more than they know. Pure. */

const significant = 3;

/** `1234567` of CAD as `12300`: whole major units with three figures that count. */
export function roughMajor(minor: string, currency: string): bigint {
  const value = BigInt(minor);
  const size = value < 0n ? -value : value;
  const whole = nearest(size, 10n ** BigInt(placesOf(currency)));
  const extra = whole.toString().length - significant;
  const step = extra > 0 ? 10n ** BigInt(extra) : 1n;
  const rough = nearest(whole, step) * step;
  return value < 0n ? -rough : rough;
}

function nearest(value: bigint, step: bigint): bigint {
  return (value + step / 2n) / step;
}

export function roughMoney(locale: string): (minor: string, currency: string) => string {
  const styles = new Map<string, Intl.NumberFormat>();
  return (minor, currency) => {
    let style = styles.get(currency);
    if (!style) {
      style = new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        currencyDisplay: 'code',
        maximumFractionDigits: 0,
      });
      styles.set(currency, style);
    }
    return style.format(roughMajor(minor, currency));
  };
}
