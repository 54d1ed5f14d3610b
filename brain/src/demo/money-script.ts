import type { financesWire } from '@smartstart/contract';

/** What happens in the books of a venture, in words and whole dollars; `money-acts.ts` makes it happen. */

type Of<S extends { options: readonly string[] }> = S['options'][number];

/** Somebody of the venture: its owner, or the first member of a role. Null is the venture itself. */
export type Party = 'OWNER' | 'CO_OWNER' | 'LEAD' | 'CONTRIBUTOR' | null;

export interface MoneyScript {
  readonly books: {
    readonly day: number;
    /** In the bank before the first month. */
    readonly cash: number;
    /** The oldest first; the last is the month before that of the day they are entered. */
    readonly months: readonly (readonly [income: number, costs: number, note?: string])[];
    /** Entered by hand if it is over by now. */
    readonly latest: readonly [income: number, costs: number, funding: number];
  };
  readonly targets: Readonly<Partial<Record<Of<typeof financesWire.kpiName>, string>>>;
  readonly rounds: readonly RoundScript[];
  /** Those who may come in later. */
  readonly prospects: readonly InvestorScript[];
  readonly reports: readonly ReportScript[];
  readonly shares: readonly {
    readonly key: string;
    readonly day: number;
    readonly lines: readonly (readonly [party: Party, percent: number])[];
    readonly message?: string;
    /** Those whose share falls, and the owner. */
    readonly signed: readonly (readonly [party: NonNullable<Party>, day: number])[];
  }[];
  /** Five days pass until one is approved, and half a day of the plan is one moment: leave five and a half. */
  readonly distributions: readonly {
    readonly key: string;
    readonly calculated: number;
    readonly paid: { readonly approved: number; readonly settled: number; readonly reference: string } | null;
  }[];
}

export interface RoundScript {
  readonly key: string;
  readonly kind: Of<typeof financesWire.roundKind>;
  readonly name: string;
  readonly target: number;
  readonly minimum: number;
  readonly planned: number;
  readonly opened: number | null;
  readonly completed: number | null;
  readonly investors: readonly InvestorScript[];
}

export interface InvestorScript {
  readonly day: number;
  readonly name: string;
  readonly interest: Of<typeof financesWire.interest>;
  readonly promised: number;
  readonly received: number;
  readonly note: string;
}

export interface ReportScript {
  readonly key: string;
  /** Key of the report in whose place it stands; it is about the same month, whatever `back` says. */
  readonly corrects?: string;
  readonly day: number;
  /** Months before the one of the day. */
  readonly back: number;
  readonly gross: number;
  readonly taxes: number;
  readonly thirdParty: number;
  readonly note: string;
  /** On the invoices that are its evidence. */
  readonly customers: readonly string[];
  readonly decision: {
    readonly day: number;
    readonly event: 'recognise' | 'reject';
    readonly reason: string;
  } | null;
}
