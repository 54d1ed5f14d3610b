import { parseDecimal } from '@smartstart/units';
import { convertibleKinds, holdingKinds, type CsvColumn, type CsvHolding, type HoldingKind } from './csv.ts';
import type { CsvProblem } from './csv-problems.ts';
import { currencyCode, date, email, numeric } from './primitives.ts';
import { quoted } from './problems.ts';

/** One line of a cap table in CSV, cell by cell. */

export interface CellFault {
  readonly code: CsvProblem['code'];
  readonly column: CsvColumn;
  /** The rest of a sentence that begins with the place. */
  readonly what: string;
}

type Texts = Readonly<Record<CsvColumn, string>>;

/** @param texts the cells without spaces around them, '' where there is nothing */
export function checkLine(texts: Texts): { holding: CsvHolding | null; faults: CellFault[] } {
  const faults: CellFault[] = [];
  const report = (code: CellFault['code'], column: CsvColumn, what: string): void => {
    faults.push({ code, column, what });
  };
  const need = (column: CsvColumn, why = 'is missing'): void => {
    if (texts[column] === '') report('MISSING', column, why);
  };
  const check = (
    column: CsvColumn,
    schema: { safeParse: (text: string) => { success: boolean } },
    what: string,
  ): void => {
    const text = texts[column];
    if (text !== '' && !schema.safeParse(text).success)
      report('BAD_VALUE', column, `is ${quoted(text)}, and has to be ${what}`);
  };
  const kind = holdingKinds.find((known) => known === texts.kind.toUpperCase());
  const holderType = holderTypeOf(texts.holder_type);
  need('holder');
  need('security_id');
  need('issue_date');
  if (!kind)
    report(
      texts.kind === '' ? 'MISSING' : 'UNKNOWN_VALUE',
      'kind',
      `has to be one of ${holdingKinds.join(', ')}`,
    );
  if (!holderType) report('UNKNOWN_VALUE', 'holder_type', 'has to be INDIVIDUAL or INSTITUTION');
  check('email', email.shape.email_address, 'an e-mail address');
  check('quantity', numeric, 'a number such as 1000.50, with a point before the decimals and no separators');
  check('price', numeric, 'a number such as 1000.50, with a point before the decimals and no separators');
  check('currency', currencyCode, 'a currency code of three capital letters, such as EUR');
  check('issue_date', date, 'a day such as 2025-01-31');
  check('vesting_start', date, 'a day such as 2025-01-31');
  if (texts.price !== '') need('currency', 'is missing beside a price');
  if (texts.vesting_start !== '') need('vesting_terms', 'is missing beside the start of vesting');
  if (kind) checkKind(kind, texts, need, report);
  if (faults.length > 0 || !kind || !holderType) return { holding: null, faults };
  return { holding: { ...texts, kind, holder_type: holderType }, faults };
}

type Need = (column: CsvColumn, why?: string) => void;
type Report = (code: CellFault['code'], column: CsvColumn, what: string) => void;

/** What a line of this kind has to have, and what it cannot have. */
function checkKind(kind: HoldingKind, texts: Texts, need: Need, report: Report): void {
  if (convertibleKinds.has(kind)) {
    need('price', 'is missing: the amount that was invested');
    for (const column of ['quantity', 'vesting_terms'] as const)
      if (texts[column] !== '') report('BAD_VALUE', column, `has to be empty for a ${kind}`);
    return;
  }
  need('quantity');
  if (numeric.safeParse(texts.quantity).success && parseDecimal(texts.quantity) <= 0n)
    report('BAD_VALUE', 'quantity', 'has to be more than zero');
  if (kind !== 'WARRANT') need('class_or_plan');
  if (kind !== 'WARRANT' && kind !== 'RSU') need('price');
  if (kind === 'RSU' && texts.price !== '') report('BAD_VALUE', 'price', 'has to be empty for an RSU');
}

/** People are who most lines are about. */
function holderTypeOf(text: string): CsvHolding['holder_type'] | null {
  const upper = text.toUpperCase();
  if (upper === '') return 'INDIVIDUAL';
  return upper === 'INDIVIDUAL' || upper === 'INSTITUTION' ? upper : null;
}
