import { groupedDecimal, parseDecimal } from '@smartstart/units';
import type { equityWire } from '@smartstart/contract';
import type { Ledger, OcfObject } from '../../engines/cap-table/index.ts';
import { percentOf, type SetUp } from './framework.ts';

/** What acts and entries say, in a sentence a person reads before signing. Pure. */

/** Numbers of a file may be written with a plus sign and zeros at the end. */
export const countOf = (shares: string): string => groupedDecimal(parseDecimal(shares));

/** Of a name in a list of many, so that the text of a consent keeps to its length. */
const longestName = 50;

const moneyOf = ({ amount, currency }: { amount: string; currency: string }) =>
  `${countOf(amount)} ${currency}`;

/** Names of what a ledger holds. */
function namesIn(ledger: Ledger) {
  return {
    holder: (id: string) => ledger.stakeholders.get(id)?.name.legal_name ?? 'somebody',
    class: (id: string) => ledger.classes.get(id)?.name ?? 'shares',
    plan: (id: string) => ledger.plans.get(id)?.plan_name ?? 'a plan',
    security: (id: string) => ledger.securities.get(id)?.issuance.custom_id ?? id,
    owner: (id: string) => {
      const holder = ledger.securities.get(id)?.stakeholderId;
      return holder === undefined
        ? 'somebody'
        : (ledger.stakeholders.get(holder)?.name.legal_name ?? 'somebody');
    },
    terms: (id: string | undefined, start: string | undefined) =>
      id === undefined
        ? 'All of it vests at once.'
        : `It vests as “${ledger.terms.get(id)?.name ?? 'terms'}” says${start ? `, counted from ${start}` : ''}.`,
  };
}

export function sentenceOf(act: equityWire.EquityAct, ledger: Ledger): string {
  const of = namesIn(ledger);
  switch (act.act) {
    case 'ISSUE': {
      const from = act.planId === undefined ? '' : ` from ${of.plan(act.planId)}`;
      return `Issue ${countOf(act.shares)} of ${of.class(act.classId)}${from} to ${of.holder(act.stakeholderId)} at ${moneyOf(act.pricePerShare)} each. ${of.terms(act.termsId, act.vestingStart)}`;
    }
    case 'GRANT_OPTIONS':
      return `Grant ${of.holder(act.stakeholderId)} options on ${countOf(act.shares)} shares from ${of.plan(act.planId)} at ${moneyOf(act.exercisePrice)} each${act.expires ? `, until ${act.expires}` : ''}. ${of.terms(act.termsId, act.vestingStart)}`;
    case 'ISSUE_WARRANT':
      return `Issue a warrant on ${countOf(act.shares)} of ${of.class(act.classId)} to ${of.holder(act.stakeholderId)} for ${moneyOf(act.purchasePrice)}, exercised at ${moneyOf(act.exercisePrice)} each${act.expires ? `, until ${act.expires}` : ''}.`;
    case 'ISSUE_SAFE':
      return `Issue a SAFE to ${of.holder(act.stakeholderId)} for ${moneyOf(act.investment)}, ${convertibleTerms(act)}${act.timing === 'POST_MONEY' ? ', post-money' : ', pre-money'}${act.mostFavoured ? ', with the right to better later terms' : ''}.`;
    case 'ISSUE_NOTE':
      return `Issue a convertible note to ${of.holder(act.stakeholderId)} for ${moneyOf(act.investment)} at ${fractionOf(act.interestRate)} interest a year${act.compounding ? ', compounding' : ''}, due on ${act.matures}, ${convertibleTerms(act)}.`;
    case 'TRANSFER':
      return `Transfer ${countOf(act.shares)} of ${of.security(act.securityId)} from ${of.owner(act.securityId)} to ${of.holder(act.toStakeholderId)}.`;
    case 'EXERCISE':
      return `${of.owner(act.securityId)} exercises ${countOf(act.shares)} options of ${of.security(act.securityId)}.`;
    case 'CONVERT':
      return `Convert ${of.security(act.securityId)} of ${of.owner(act.securityId)} into ${countOf(act.shares)} of ${of.class(act.classId)} at ${moneyOf(act.pricePerShare)} each.`;
    case 'REPURCHASE':
      return `Buy back ${countOf(act.shares)} of ${of.security(act.securityId)} from ${of.owner(act.securityId)} at ${moneyOf(act.pricePerShare)} each.`;
    case 'CANCEL':
      return `Cancel ${countOf(act.shares)} of ${of.security(act.securityId)} of ${of.owner(act.securityId)}: ${act.note}`;
    case 'RESCHEDULE':
      return `What of ${of.security(act.securityId)} of ${of.owner(act.securityId)} has not vested yet vests by new terms. ${of.terms(act.termsId, act.vestingStart)}`;
    default:
      return ownersSentence(act, ledger);
  }
}

function ownersSentence(act: equityWire.OwnerAct, ledger: Ledger): string {
  const of = namesIn(ledger);
  switch (act.act) {
    case 'ADD_STAKEHOLDER':
      return `Add ${act.stakeholder.name} as a stakeholder.`;
    case 'ADD_CLASS':
      return `Add the class ${act.name}, ${act.authorised === 'UNLIMITED' ? 'without a limit' : `${countOf(act.authorised)} authorised`}.`;
    case 'ADD_PLAN':
      return `Add the plan ${act.name} with ${countOf(act.reserved)} shares of ${of.class(act.classId)}.`;
    case 'ADD_TERMS':
      return `Add the vesting terms ${act.name}.`;
    case 'AUTHORISE':
      return `Authorise ${countOf(act.shares)} of ${of.class(act.classId)} in all.`;
    case 'RESERVE':
      return `Reserve ${countOf(act.shares)} in ${of.plan(act.planId)} in all.`;
    case 'SPLIT':
      return `Split ${of.class(act.classId)}: ${act.numerator} for ${act.denominator}.`;
    case 'VALUATION':
      return `Value ${of.class(act.classId)} at ${moneyOf(act.pricePerShare)} a share.`;
    case 'ROUND':
      return `Record the round ${act.name} of ${act.securityIds.length} securities.`;
    case 'MILESTONE':
      return `A milestone of ${of.security(act.securityId)} of ${of.owner(act.securityId)} is reached.`;
    case 'ACCELERATE':
      return `${act.percent} % of what of ${of.security(act.securityId)} has not vested vests now: ${act.note}`;
    case 'LEAVE':
      return `${of.holder(act.stakeholderId)} leaves; what has not vested goes back: ${act.note}`;
    case 'RETRACT':
      return `Retract ${of.security(act.securityId)} of ${of.owner(act.securityId)}: ${act.note}`;
  }
}

export function setUpSentences(setUp: SetUp, nameOf: (userId: string) => string): string[] {
  const parts = [
    ...setUp.owners.map(
      ({ userId, part, vesting }) => `${nameOf(userId)}: ${percentOf(part)}, ${vestingWords(vesting)}`,
    ),
    ...(setUp.hub ? [`The hub: ${percentOf(setUp.hub)}, vested at once`] : []),
    `Contributor pool: ${percentOf(setUp.pool)}`,
  ];
  const models = {
    FIXED: 'Shares for contributions are stated in offers.',
    DYNAMIC: 'Each month a part of the pool is split over the contribution points of that month.',
    HYBRID: 'Shares for contributions are stated in offers, or split each month over contribution points.',
  };
  return [
    `The venture is divided into ${countOf(setUp.units)} units:`,
    ...parts.map((part) => `- ${part}`),
    models[setUp.model],
  ];
}

/** What everybody gets for the points of a month. */
export function splitSentences(
  month: string,
  split: {
    readonly budget: bigint;
    readonly units: bigint;
    readonly lines: readonly { readonly userId: string; readonly points: string; readonly units: string }[];
  },
  termsName: string,
  nameOf: (userId: string) => string,
): { summary: string; change: string[] } {
  const granted = split.lines.filter(({ units }) => units !== '0');
  const [units, budget] = [countOf(String(split.units)), countOf(String(split.budget))];
  const people = granted.length === 1 ? 'one person' : `${granted.length} people`;
  return {
    summary: `Grant ${units} units of the contributor pool for the contributions of ${month} to ${people}.`,
    change: [
      `Of the budget of ${budget} units for ${month}, ${units} are granted from the contributor pool, by approved contribution points:`,
      ...granted.map(
        ({ userId, points, units: own }) =>
          `- ${nameOf(userId).slice(0, longestName)}: ${countOf(own)} units for ${countOf(points)} points`,
      ),
      `They vest as “${termsName}” says, counted from the day they are entered.`,
    ],
  };
}

function vestingWords(plan: equityWire.VestingPlan): string {
  if (plan.kind === 'IMMEDIATE') return 'vested at once';
  if (plan.kind === 'MILESTONES') return `vesting with ${plan.milestones.length} milestones`;
  return `vesting over ${plan.months} months${plan.cliffMonths ? `, nothing before month ${plan.cliffMonths}` : ''}`;
}

function convertibleTerms(act: {
  valuationCap?: { amount: string; currency: string } | undefined;
  discount?: string | undefined;
}): string {
  const terms = [
    ...(act.valuationCap ? [`a valuation cap of ${moneyOf(act.valuationCap)}`] : []),
    ...(act.discount === undefined ? [] : [`a discount of ${fractionOf(act.discount)}`]),
  ];
  return terms.length ? `with ${terms.join(' and ')}` : 'without cap or discount';
}

/** 0.2 reads 20 %. */
function fractionOf(fraction: string): string {
  return `${Math.round(Number(fraction) * 1_000_000) / 10_000} %`;
}

const verbs: Readonly<Record<string, string>> = {
  ISSUANCE: 'Issued',
  TRANSFER: 'Transferred',
  CANCELLATION: 'Cancelled',
  RETRACTION: 'Retracted',
  REPURCHASE: 'Bought back',
  CONVERSION: 'Converted',
  EXERCISE: 'Exercised',
  RELEASE: 'Released',
  REISSUANCE: 'Issued anew',
  CONSOLIDATION: 'Put together',
  ACCEPTANCE: 'Accepted',
};

/** What an entry of the log says. */
export function entrySentence(object: OcfObject, ledger: Ledger): string {
  const of = namesIn(ledger);
  switch (object.object_type) {
    case 'ISSUER':
      return `Company: ${object.legal_name}`;
    case 'STAKEHOLDER':
      return `Stakeholder: ${object.name.legal_name}`;
    case 'STOCK_CLASS':
      return `Class: ${object.name}`;
    case 'STOCK_PLAN':
      return `Plan: ${object.plan_name}, ${countOf(object.initial_shares_reserved)} reserved`;
    case 'VESTING_TERMS':
      return `Vesting terms: ${object.name}`;
    case 'FINANCING':
      return `Round: ${object.name}`;
    case 'VALUATION':
      return `Valuation: ${moneyOf(object.price_per_share)} a share of ${of.class(object.stock_class_id)}`;
    case 'TX_STOCK_CLASS_SPLIT':
      return `Split of ${of.class(object.stock_class_id)}: ${countOf(object.split_ratio.numerator)} for ${countOf(object.split_ratio.denominator)}`;
    case 'TX_STOCK_CLASS_AUTHORIZED_SHARES_ADJUSTMENT':
      return `${of.class(object.stock_class_id)}: ${countOf(object.new_shares_authorized)} authorised`;
    case 'TX_STOCK_PLAN_POOL_ADJUSTMENT':
      return `${of.plan(object.stock_plan_id)}: ${countOf(object.shares_reserved)} reserved`;
    case 'TX_VESTING_START':
      return `Vesting of ${of.security(object.security_id)} begins`;
    case 'TX_VESTING_EVENT':
      return `A milestone of ${of.security(object.security_id)} is reached`;
    case 'TX_VESTING_ACCELERATION':
      return `${countOf(object.quantity)} of ${of.security(object.security_id)} vest early`;
    case 'TX_STOCK_PLAN_RETURN_TO_POOL':
      return `${countOf(object.quantity)} of ${of.security(object.security_id)} go back to ${of.plan(object.stock_plan_id)}`;
    case 'TX_CONVERTIBLE_ISSUANCE':
      return `Issued ${object.custom_id} to ${of.holder(object.stakeholder_id)}: ${moneyOf(object.investment_amount)}`;
    default:
  }
  if (!('security_id' in object)) return object.object_type;
  const verb =
    Object.entries(verbs).find(([ending]) => object.object_type.endsWith(ending))?.[1] ?? 'Changed';
  const quantity =
    'quantity' in object && object.quantity !== undefined ? ` ${countOf(object.quantity)} of` : '';
  const holder = 'stakeholder_id' in object ? of.holder(object.stakeholder_id) : of.owner(object.security_id);
  return `${verb}${quantity} ${of.security(object.security_id)}, ${holder}`;
}
