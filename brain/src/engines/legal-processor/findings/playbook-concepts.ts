import { conceptsOf, type Concept, type ConceptRow } from './playbook-concept.ts';
import { secrecyConcepts } from './playbook-concepts-secrecy.ts';
import { ventureConcepts } from './playbook-concepts-venture.ts';

const general: readonly ConceptRow[] = [
  [
    'governing-law',
    'Governing law',
    [
      'govern*/construed/interpreted ~14 law/laws',
      'law/laws of ~8 govern*/apply/applies',
      'governing law',
      'subject to the laws of',
    ],
    'governing-law',
  ],
  [
    'disputes',
    'How disputes are decided',
    [
      'arbitrat*',
      'mediat*',
      'jurisdiction ~6 court/courts',
      'court/courts ~10 jurisdiction',
      'venue ~6 court/courts',
      'disputes ~12 decided/resolved/settled',
    ],
  ],
  [
    'end-without-cause',
    'Ending without a reason',
    [
      'terminat* ~14 without cause',
      'terminat* ~14 for convenience',
      'terminat* ~10 at any time',
      'terminat* ~12 for any reason',
      'terminat* ~8 for no reason',
      'terminat* ~16 {period} ~6 notice',
      'leave at any time',
    ],
    'termination-for-convenience',
  ],
  [
    'end-for-breach',
    'Ending after a breach',
    ['terminat* ~25 breach*', 'breach* ~25 terminat*', 'terminat* ~25 default*'],
  ],
  [
    'assignment',
    'Passing the agreement on',
    [
      'assign*/transfer* ~20 without ~8 consent',
      'assign*/transfer* ~20 without ~8 approval',
      'may/shall not ~4 assign*',
      'not ~3 be assigned',
      'neither party ~4 assign*',
      'not assignable',
      'consent ~12 assign*',
      'may not hand this agreement',
    ],
    'anti-assignment',
  ],
  [
    'liability-cap',
    'Limit of liability',
    [
      'liability ~25 not exceed',
      'liability ~25 limited to',
      'liable ~20 excess of',
      'aggregate/total/maximum liability',
      'in no event ~20 liable',
      'not ~4 liable ~20 indirect/consequential/incidental/special/punitive',
      'limitation of liability',
      'neither party ~6 liable',
    ],
    'liability-cap',
  ],
  [
    'unlimited-liability',
    'Liability without a limit',
    ['unlimited liability', 'liab* ~6 unlimited', 'without limit* ~6 liab*', 'liability ~12 not ~4 limited'],
  ],
  ['indemnity', 'Making good the other side’s loss', ['indemnif*', 'hold harmless', 'held harmless']],
  [
    'non-compete',
    'No competing',
    [
      'not ~14 compete ~10 with',
      'not ~10 engage* ~20 compet*',
      'non-compet*',
      'noncompet*',
      'covenant not to compete',
      'not ~8 directly or indirectly ~25 compet*',
      'not ~16 competing/competitive ~4 business/product/products/services',
    ],
    'non-compete',
  ],
  [
    'no-poaching',
    'No soliciting of staff',
    [
      'not ~20 solicit* ~25 employ*',
      'not ~20 hire ~20 employ*',
      'non-solicit*',
      'nonsolicit*',
      'not ~10 recruit* ~20 employ*',
      'solicit ~14 members/employees/personnel/staff',
    ],
    'no-solicit-employees nda-18',
  ],
  [
    'exclusivity',
    'Exclusivity',
    [
      'exclusiv* ~8 right/rights/basis/license/licence/distributor/dealing/supplier/provider',
      'exclusively ~6 purchase/supply/sell/from/with',
      'on an exclusive basis',
    ],
    'exclusivity',
  ],
  ['no-disparagement', 'No speaking ill', ['disparag*', 'derogatory'], 'non-disparagement'],
  [
    'automatic-renewal',
    'Renewing by itself',
    [
      'automatic* ~6 renew*',
      'automatic* ~6 extend*',
      'renew* ~4 automatic*',
      'extend* ~4 automatic*',
      'successive ~8 term/terms/period/periods',
    ],
    'renewal-term',
  ],
  [
    'change-of-control',
    'Change of control',
    ['change of/in control', 'merger ~20 assign*', 'sale of ~6 substantially all'],
    'change-of-control',
  ],
  [
    'insurance',
    'Insurance',
    ['maintain* ~14 insurance', 'insurance ~6 coverage', 'policies of insurance'],
    'insurance',
  ],
  ['audit', 'Audit', ['audit*', 'inspect* ~10 books/records'], 'audit-rights'],
  [
    'agreed-damages',
    'Agreed damages or penalty',
    [
      'liquidated damages',
      'contractual penalty',
      'penalty of {money}',
      '{money} ~12 each/every/per breach/violation',
    ],
    'liquidated-damages',
  ],
  [
    'entire-agreement',
    'Whole agreement',
    ['entire agreement', 'entire understanding', 'whole agreement', 'supersede*'],
  ],
  [
    'amendment',
    'Changes in writing',
    ['amend*/modif*/changed ~16 writing/written', 'amend*/modif* ~12 signed', 'material version'],
  ],
  [
    'severability',
    'Rest stays when a part fails',
    ['severab*', 'invalid/unenforceable ~25 remain*/stay', 'sever* ~10 provision*'],
  ],
  [
    'waiver',
    'Silence gives nothing up',
    [
      'waiver ~20 writing/written',
      'no waiver',
      'no ~8 delay ~16 waiver',
      'failure ~16 waiver',
      'not ~8 waive*',
    ],
  ],
  [
    'notices',
    'How notices are given',
    [
      'notice/notices ~16 in writing',
      'written notice ~20 address*',
      'notices',
      'notice ~12 deemed ~6 given/received',
    ],
  ],
  [
    'signing-on-screen',
    'Electronic signatures',
    ['electronic* ~4 sign*', 'counterparts', 'digital* sign*', 'e-sign*'],
  ],
  [
    'survival',
    'What outlasts the end',
    ['surviv*', 'continue* ~12 after ~6 terminat*/expir*/end/ends', 'outlast*'],
  ],
  [
    'court-order',
    'Orders to stop',
    ['injunct*', 'equitable relief', 'specific performance', 'order to stop', 'protective order*'],
  ],
];

/** Built-in concepts by id. */
export const concepts: Readonly<Record<string, Concept>> = {
  ...conceptsOf(general),
  ...conceptsOf(secrecyConcepts),
  ...conceptsOf(ventureConcepts),
};
