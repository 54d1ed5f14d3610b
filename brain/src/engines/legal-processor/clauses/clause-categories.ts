/** A kind of clause the classifier knows, with the name its training data (CUAD v1) gives it. */
export interface ClauseCategory {
  /** Never changes once published. */
  readonly code: string;
  /** As in the labels of CUAD. */
  readonly source: string;
  readonly name: string;
  /** One plain sentence about what such a clause says. */
  readonly explanation: string;
}

const list = [
  ['document-name', 'Document Name', 'Name of the document', 'What the document calls itself.'],
  ['parties', 'Parties', 'Parties', 'Who makes the agreement, and the short names they are given in it.'],
  ['agreement-date', 'Agreement Date', 'Date of the agreement', 'The day the agreement bears or was made.'],
  ['effective-date', 'Effective Date', 'Effective date', 'The day from which the agreement counts.'],
  ['expiration-date', 'Expiration Date', 'Expiry', 'When the first term of the agreement ends.'],
  [
    'renewal-term',
    'Renewal Term',
    'Renewal',
    'Whether the agreement goes on after its first term, and for how long.',
  ],
  [
    'renewal-notice',
    'Notice Period To Terminate Renewal',
    'Notice against renewal',
    'How long before the end one must speak up so that the agreement does not renew.',
  ],
  [
    'governing-law',
    'Governing Law',
    'Governing law',
    'Which state’s or country’s law the agreement is read under.',
  ],
  [
    'most-favoured',
    'Most Favored Nation',
    'Most favoured treatment',
    'A party gets terms at least as good as those given to anybody else.',
  ],
  [
    'non-compete',
    'Non-Compete',
    'No competing',
    'A party may not compete, or not in some place, trade or time.',
  ],
  [
    'exclusivity',
    'Exclusivity',
    'Exclusivity',
    'A party deals in something only with the other, or promises not to deal with others.',
  ],
  [
    'no-solicit-customers',
    'No-Solicit Of Customers',
    'No soliciting of customers',
    'A party may not win over the other’s customers or partners.',
  ],
  [
    'no-solicit-employees',
    'No-Solicit Of Employees',
    'No soliciting of staff',
    'A party may not hire or win over the other’s staff or contractors.',
  ],
  [
    'competition-exception',
    'Competitive Restriction Exception',
    'Exception to a restriction',
    'What a ban on competing, exclusivity or soliciting leaves free.',
  ],
  [
    'non-disparagement',
    'Non-Disparagement',
    'No disparagement',
    'A party may not speak ill of the other or harm its name.',
  ],
  [
    'termination-for-convenience',
    'Termination For Convenience',
    'Termination without cause',
    'A party may end the agreement without giving a reason, usually after notice.',
  ],
  [
    'first-refusal',
    'Rofr/Rofo/Rofn',
    'First refusal, offer or negotiation',
    'A party must be asked first before something is sold, licensed or offered to others.',
  ],
  [
    'change-of-control',
    'Change Of Control',
    'Change of control',
    'What happens, or whose consent is needed, when a party is merged, sold or taken over.',
  ],
  [
    'anti-assignment',
    'Anti-Assignment',
    'Limits on assignment',
    'Whether the agreement may be passed on to somebody else, and with whose consent.',
  ],
  [
    'revenue-sharing',
    'Revenue/Profit Sharing',
    'Share of revenue',
    'A party gets a share of the other’s revenue or profit.',
  ],
  [
    'price-restrictions',
    'Price Restrictions',
    'Limits on prices',
    'A party may not raise or lower prices freely.',
  ],
  [
    'minimum-commitment',
    'Minimum Commitment',
    'Minimum commitment',
    'The least a party must buy, pay or do.',
  ],
  [
    'volume-restriction',
    'Volume Restriction',
    'Limit on volume',
    'Above some volume a fee, a consent or an end of the right follows.',
  ],
  [
    'ip-assignment',
    'Ip Ownership Assignment',
    'Assignment of intellectual property',
    'What one party creates becomes the property of the other.',
  ],
  [
    'joint-ip',
    'Joint Ip Ownership',
    'Joint intellectual property',
    'Both parties own what is created together.',
  ],
  ['license-grant', 'License Grant', 'Licence', 'One party lets the other use something it owns.'],
  [
    'non-transferable-license',
    'Non-Transferable License',
    'Licence not to be passed on',
    'The licence stays with whom it was given to.',
  ],
  [
    'affiliate-license-licensor',
    'Affiliate License-Licensor',
    'Licence from a group',
    'The licence also covers what companies of the licensor’s group own.',
  ],
  [
    'affiliate-license-licensee',
    'Affiliate License-Licensee',
    'Licence to a group',
    'Companies of the licensee’s group may use the licence as well.',
  ],
  [
    'unlimited-license',
    'Unlimited/All-You-Can-Eat-License',
    'Unlimited licence',
    'The licence has no limit on how much it is used.',
  ],
  [
    'perpetual-license',
    'Irrevocable Or Perpetual License',
    'Perpetual or irrevocable licence',
    'The licence has no end, or cannot be taken back.',
  ],
  [
    'source-code-escrow',
    'Source Code Escrow',
    'Source code in escrow',
    'Source code is kept by a third party and handed over when something named happens.',
  ],
  [
    'post-termination',
    'Post-Termination Services',
    'Duties after the end',
    'What a party still owes after the agreement has ended.',
  ],
  ['audit-rights', 'Audit Rights', 'Audit', 'A party may inspect the other’s books, records or premises.'],
  [
    'uncapped-liability',
    'Uncapped Liability',
    'Liability without a limit',
    'For some breaches a party is liable without any limit.',
  ],
  [
    'liability-cap',
    'Cap On Liability',
    'Limit of liability',
    'The most a party is liable for, or kinds of damage it is not liable for.',
  ],
  [
    'liquidated-damages',
    'Liquidated Damages',
    'Agreed damages',
    'A sum fixed beforehand is due on a breach or an early end.',
  ],
  [
    'warranty-duration',
    'Warranty Duration',
    'Length of the warranty',
    'For how long a warranty against defects holds.',
  ],
  ['insurance', 'Insurance', 'Insurance', 'A party must keep insurance, often in a stated sum.'],
  [
    'covenant-not-to-sue',
    'Covenant Not To Sue',
    'Promise not to sue',
    'A party will not contest the other’s rights or bring certain claims.',
  ],
  [
    'third-party-beneficiary',
    'Third Party Beneficiary',
    'Third party with rights',
    'Somebody who is not a party may rely on the agreement.',
  ],
] as const;

/** In this order everywhere: class number c of a model is entry c. */
export const clauseCategories: readonly ClauseCategory[] = list.map(([code, source, name, explanation]) => ({
  code,
  source,
  name,
  explanation,
}));

const numbers = new Map(clauseCategories.map(({ source }, index) => [source, index]));

/** The number of the category CUAD calls so, or −1. */
export function categoryOfSource(source: string): number {
  return numbers.get(source) ?? -1;
}
