import type { ConceptRow } from './playbook-concept.ts';

/** What agreements around a young venture say: work, rights in it, advice, and money for future shares. */
const work: readonly ConceptRow[] = [
  [
    'work-described',
    'What is to be done',
    [
      'services ~10 described/set/listed/specified',
      'scope of ~4 work/services',
      'contribut* ~16 means/include/includes',
      'statement of work',
      'tasks',
      'deliverable*',
      'will/shall ~4 provide ~16 services',
    ],
  ],
  [
    'ip-assignment',
    'Rights in the work go to the other side',
    [
      'hereby ~6 assign*',
      'assigns ~16 right* ~6 interest',
      'assign* ~20 right title and interest',
      'agree* to assign',
      'shall assign',
      'work* ~2 made for hire',
      'work* for hire',
      'belong* to the venture/company',
      'shall be ~8 exclusive property ~2 of',
      'you assign',
    ],
    'ip-assignment',
  ],
  [
    'future-assignment',
    'Only a promise to assign',
    ['agree* to assign', 'shall/will assign', 'promise* to assign', 'undertake* to assign'],
  ],
  [
    'present-assignment',
    'Assignment here and now',
    ['hereby ~6 assign*', 'irrevocably assign*', 'assigns', 'you assign', 'are assigned ~6 when/as/from'],
  ],
  ['moral-rights', 'Moral rights', ['moral rights', 'droit moral', 'rights of ~4 attribution']],
  [
    'earlier-work',
    'What was made before',
    [
      'prior/preexisting/background/excluded/earlier ~4 invention*/work/works/ip/materials/technology',
      'pre-existing',
      'made before ~12 agreement',
      'existed before',
      'before you bring in',
      'developed before',
    ],
  ],
  [
    'licence-back',
    'Licence where rights stay',
    [
      'licen* ~16 perpetual/irrevocable/worldwide',
      'perpetual ~14 licen*',
      'irrevocable ~14 licen*',
      'royalty ~2 free ~10 licen*',
      'grant* ~12 licence/license',
    ],
    'license-grant',
  ],
  [
    'own-work',
    'The work is one’s own',
    [
      'original work*',
      'own ~4 original',
      'warrant* ~30 infring*',
      'represent* ~30 infring*',
      'not ~10 infring*',
      'not ~8 violate ~12 rights',
      'free of ~8 rights',
    ],
  ],
  [
    'open-source',
    'Open-source and third-party material',
    [
      'open source',
      'open-source',
      'third-party ~4 code/software/material/materials/components',
      'copyleft',
      'general public license',
    ],
  ],
  [
    'unrelated-work',
    'Work that has nothing to do with the venture',
    [
      'whether or not ~20 related',
      'regardless of whether ~25 relat*',
      'any and all ~8 inventions ~30 during ~6 term',
      'unrelated to ~8 business',
    ],
  ],
  [
    'further-papers',
    'Help with further papers',
    [
      'further assurances',
      'execute ~20 documents',
      'sign ~12 documents/papers',
      'assist ~16 register*/registration/patent/patents/perfect*',
    ],
  ],
  [
    'power-to-sign',
    'Signing in somebody’s place',
    ['power of attorney', 'attorney-in-fact', 'attorneys-in-fact', 'sign ~6 on ~4 behalf'],
  ],
  [
    'rights-return',
    'Rights going back',
    ['revert*', 'reversion*', 're-assign* ~8 to', 'reassign* ~8 to', 'rights ~6 return to'],
  ],
  [
    'counter-value',
    'What is given for it',
    [
      'consideration',
      'in return/exchange for',
      'compensat*',
      'paid/pay/pays ~14 {money}',
      'fee/fees ~6 {money}',
      'receive* ~12 shares/equity/buz/options',
      'remunerat*',
    ],
  ],
  [
    'no-employment',
    'No employment',
    ['independent contractor', 'no ~6 employment', 'not ~12 employee*', 'not ~6 employment'],
  ],
  ['secrecy', 'Secrecy', ['confidential*', 'keep ~6 secret', 'non-disclosure']],
  [
    'leaving',
    'How to leave',
    [
      'terminat* ~20 notice',
      'leave ~20 notice',
      'leave at any time',
      'end* ~12 at any time',
      'terminat* ~12 at any time',
      'withdraw* ~16 notice',
      'resign* ~16 notice',
      'end* ~8 agreement ~10 notice',
      '{period} ~3 notice',
      'notice ~4 {period}',
    ],
  ],
  [
    'tax',
    'Taxes',
    ['tax/taxes ~12 responsib*/liable/own', 'responsib* ~14 tax/taxes', 'withhold* ~8 tax/taxes'],
  ],
  [
    'conflicts',
    'Conflicts of interest',
    ['conflict* of interest', 'conflict* ~14 obligation*/duty/duties/interest/interests', 'no ~6 conflict*'],
  ],
];

const advice: readonly ConceptRow[] = [
  [
    'time-commitment',
    'Time promised',
    [
      '{number} hours',
      'hours ~4 per/each/a month/week/quarter',
      'meet* ~6 per/each/every/once month/quarter',
      '{number} ~2 meetings',
      'reasonable time',
    ],
  ],
  [
    'equity-grant',
    'Equity granted',
    [
      '{percent} ~16 equity/shares/stock/capitalization/capitalisation/diluted',
      '{number} ~4 shares',
      'option* ~12 purchase ~16 shares',
      'restricted stock',
      'grant* ~16 options/shares/equity',
      'stock option*',
    ],
  ],
  ['vesting', 'Vesting', ['vest/vests/vesting/vested']],
  [
    'cliff',
    'Cliff',
    ['cliff', 'first anniversary ~16 vest*', 'vest* ~16 first anniversary', 'no ~6 vest* ~10 before/until'],
  ],
  ['acceleration', 'Faster vesting', ['accelerat*', 'vest* ~8 immediately', 'fully vest* ~8 upon']],
  [
    'agreement-term',
    'How long the agreement runs',
    [
      'term of ~6 {period}',
      'for ~6 {period}',
      'period of {period}',
      'continue* ~10 {period}',
      'valid for {period}',
      'initial term',
      'until terminated',
    ],
  ],
  ['expenses', 'Expenses', ['reimburs*', 'out-of-pocket', 'expenses']],
  [
    'adviser-cover',
    'Cover for the adviser',
    ['indemnif* ~12 advisor/adviser/consultant', 'insurance ~12 directors'],
  ],
  [
    'no-authority',
    'No power to bind',
    ['no ~6 authority ~10 bind', 'not ~8 agent', 'not ~6 bind ~6 company'],
  ],
];

const futureShares: readonly ConceptRow[] = [
  [
    'purchase-amount',
    'Amount paid',
    [
      'purchase amount',
      'investment amount',
      'subscription amount',
      'payment ~12 {money}',
      '{money} ~8 purchase amount',
    ],
  ],
  ['valuation-cap', 'Valuation cap', ['valuation cap', 'cap price', 'capped ~4 valuation']],
  [
    'discount',
    'Discount',
    ['discount rate', 'discount price', 'discount ~8 {percent}', '{percent} ~4 discount', 'discounted price'],
  ],
  [
    'equity-financing',
    'Conversion in a financing round',
    [
      'equity financing',
      'qualified financing',
      'next ~3 financing',
      'preferred stock financing',
      'convert* ~25 shares',
    ],
  ],
  [
    'sale-of-company',
    'What happens in a sale',
    [
      'liquidity event',
      'change of control',
      'corporate transaction',
      'sale of the company',
      'initial public offering',
    ],
  ],
  [
    'winding-up',
    'What happens on winding up',
    ['dissolution event', 'dissolution', 'winding up', 'winding-up', 'insolven*', 'liquidat*'],
  ],
  [
    'end-of-instrument',
    'How the instrument ends',
    ['this safe/instrument/agreement ~20 terminat*', 'expire* and terminate*', 'automatically terminate*'],
  ],
  [
    'interest',
    'Interest',
    ['bear* ~6 interest', 'accru* ~6 interest', 'interest ~8 {percent}', 'interest rate'],
  ],
  [
    'maturity',
    'Maturity',
    ['maturity date', 'due and payable', 'repayment date', 'repay* ~16 on or before', 'mature* on'],
  ],
  [
    'first-participation',
    'Right to join later rounds',
    [
      'pro rata ~3 right*',
      'pro-rata ~3 right*',
      'participation right*',
      'pre-emptive right*',
      'preemptive right*',
    ],
  ],
  [
    'best-terms',
    'Best later terms',
    [
      'most favored nation',
      'most favoured nation',
      'mfn',
      'subsequent convertible ~20 more favorable',
      'terms ~8 more favorable/favourable',
    ],
    'most-favoured',
  ],
  ['full-ratchet', 'Full protection against lower prices', ['full ratchet', 'full-ratchet', 'ratchet']],
  [
    'multiple-preference',
    'More than the money back',
    [
      '{number} times ~10 purchase amount',
      'two/three times',
      'liquidation preference ~10 times',
      'participating preferred',
    ],
  ],
  [
    'investor-veto',
    'Consent of the investor',
    [
      'without ~12 consent of the investor',
      'investor ~12 veto',
      'approval of the investor',
      'investor ~10 consent ~10 required',
      'board seat',
      'appoint ~8 director/directors',
    ],
  ],
  [
    'personal-guarantee',
    'Personal liability of founders',
    [
      'personal* guarant*',
      'founder* ~12 personally liable',
      'personally liable',
      'jointly and severally ~10 founder*',
    ],
  ],
  [
    'no-shareholder-rights',
    'No rights of a shareholder yet',
    [
      'not ~10 entitled ~16 holder ~6 stock/shares',
      'no ~8 rights ~6 stockholder/shareholder',
      'not ~12 deemed ~10 holder',
      'not ~8 confer* ~16 rights of a stockholder/shareholder',
    ],
  ],
  [
    'company-statements',
    'Statements of the company',
    [
      'company represents',
      'representations ~8 company',
      'duly organized',
      'duly incorporated',
      'validly existing',
    ],
  ],
  [
    'investor-statements',
    'Statements of the investor',
    [
      'accredited investor',
      'investor represents',
      'representations ~8 investor',
      'own account ~8 investment',
    ],
  ],
  [
    'securities-law',
    'Securities law',
    [
      'securities act',
      'securities law*',
      'prospectus exemption',
      'exempt* ~8 registration',
      'ni 45-106',
      'regulation d',
    ],
  ],
  ['dividends', 'Dividends', ['dividend*']],
];

export const ventureConcepts: readonly ConceptRow[] = [...work, ...advice, ...futureShares];
