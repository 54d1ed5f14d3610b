import { dayOf, one, parseDecimal, type Day, type Decimal } from '@smartstart/units';
import {
  beginning,
  conversionRatioAt,
  outstandingAt,
  parsePercentage,
  priceAfterSplits,
  priceAt,
  vestedOf,
  type Capitalization,
  type Convertible,
  type Ledger,
  type Security,
  type StockClass,
} from '../../engines/cap-table/index.ts';

/** The table of a day as the numbers a scenario starts from. Whole shares: a fraction of a share is left out. */
export function capitalizationOf(ledger: Ledger, day: Day, currency: string): Capitalization {
  const capitalization = {
    currency,
    classes: [...ledger.classes.values()].map((stock) => classOf(ledger, stock, day)),
    holdings: [] as { stakeholderId: string; classId: string; shares: bigint }[],
    options: [] as Capitalization['options'][number][],
    warrants: [] as Capitalization['warrants'][number][],
    pools: [...ledger.plans.keys()].map((planId) => ({
      planId,
      available: positive(ledger.availableAt(planId, day)),
    })),
    convertibles: [] as Convertible[],
  };
  for (const security of ledger.securities.values()) {
    const splits = ledger.splitsOf(security.classId);
    const held = outstandingAt(security, day, splits);
    if (held <= 0n) continue;
    const { issuance, stakeholderId, classId, planId } = security;
    const shares = held / one;
    switch (issuance.object_type) {
      case 'TX_STOCK_ISSUANCE':
        capitalization.holdings.push({ stakeholderId, classId: issuance.stock_class_id, shares });
        break;
      case 'TX_CONVERTIBLE_ISSUANCE': {
        const convertible = convertibleOf(security, held);
        if (convertible) capitalization.convertibles.push(convertible);
        break;
      }
      case 'TX_WARRANT_ISSUANCE':
        if (classId !== null)
          capitalization.warrants.push({
            stakeholderId,
            classId,
            shares,
            exercisePrice: priceOf(priceAt(security, day, splits)),
          });
        break;
      default: {
        const schedule = ledger.scheduleOf(security);
        capitalization.options.push({
          stakeholderId,
          planId: planId ?? classId ?? 'options',
          shares,
          vested: vestedOf(security, schedule, day, splits) / one,
          exercisePrice: priceOf(priceAt(security, day, splits)),
        });
      }
    }
  }
  return capitalization;
}

function classOf(ledger: Ledger, stock: StockClass, day: Day): Capitalization['classes'][number] {
  const cap = stock.participation_cap_multiple;
  return {
    id: stock.id,
    name: stock.name,
    kind: stock.class_type,
    seniority: Math.trunc(Number(stock.seniority)),
    originalPrice:
      stock.class_type === 'PREFERRED' && stock.price_per_share
        ? priceAfterSplits(
            parseDecimal(stock.price_per_share.amount),
            ledger.splitsOf(stock.id),
            beginning,
            day,
          )
        : null,
    liquidationMultiple:
      stock.liquidation_preference_multiple === undefined
        ? null
        : parseDecimal(stock.liquidation_preference_multiple),
    // Open Cap Format says that a class participates by giving its cap; 0 stands for no cap.
    participation: cap === undefined ? 'NONE' : parseDecimal(cap) === 0n ? 'FULL' : 'CAPPED',
    participationCapMultiple: cap === undefined || parseDecimal(cap) === 0n ? null : parseDecimal(cap),
    conversionRatio: conversionRatioAt(ledger, stock, day),
  };
}

function convertibleOf(
  { id, stakeholderId, issuance, issued }: Security,
  amount: Decimal,
): Convertible | null {
  if (issuance.object_type !== 'TX_CONVERTIBLE_ISSUANCE') return null;
  const mechanism = issuance.conversion_triggers[0]!.conversion_right.conversion_mechanism;
  if (mechanism.type !== 'SAFE_CONVERSION' && mechanism.type !== 'CONVERTIBLE_NOTE_CONVERSION') return null;
  const note = mechanism.type === 'CONVERTIBLE_NOTE_CONVERSION' ? mechanism : null;
  return {
    id,
    stakeholderId,
    kind: note ? 'NOTE' : 'SAFE',
    amount,
    issuedOn: issued,
    cap: mechanism.conversion_valuation_cap ? parseDecimal(mechanism.conversion_valuation_cap.amount) : null,
    discount:
      mechanism.conversion_discount === undefined ? 0n : parsePercentage(mechanism.conversion_discount),
    timing:
      mechanism.type === 'SAFE_CONVERSION' ? (mechanism.conversion_timing ?? 'POST_MONEY') : 'PRE_MONEY',
    mfn: mechanism.conversion_mfn ?? false,
    interest: note
      ? {
          rates: note.interest_rates.map((rate) => ({
            rate: parsePercentage(rate.rate),
            accrualStart: dayOf(rate.accrual_start_date),
            accrualEnd: rate.accrual_end_date === undefined ? null : dayOf(rate.accrual_end_date),
          })),
          dayCount: note.day_count_convention,
          compounding: note.compounding_type,
          accrualPeriod: note.interest_accrual_period,
        }
      : null,
  };
}

function priceOf(price: { amount: string } | null): Decimal {
  return price ? parseDecimal(price.amount) : 0n;
}

function positive(shares: Decimal): bigint {
  return shares > 0n ? shares / one : 0n;
}
