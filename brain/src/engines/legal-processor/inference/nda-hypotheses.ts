/** What an NDA is asked: a checklist of seventeen statements, each found to hold, to be contradicted, or not found. */

export type HypothesisCode =
  | 'nda-1'
  | 'nda-2'
  | 'nda-3'
  | 'nda-4'
  | 'nda-5'
  | 'nda-7'
  | 'nda-8'
  | 'nda-10'
  | 'nda-11'
  | 'nda-12'
  | 'nda-13'
  | 'nda-15'
  | 'nda-16'
  | 'nda-17'
  | 'nda-18'
  | 'nda-19'
  | 'nda-20';

export type InferenceLabel = 'Entailment' | 'Contradiction' | 'NotMentioned';

export const inferenceLabels: readonly InferenceLabel[] = ['Entailment', 'Contradiction', 'NotMentioned'];

export interface Hypothesis {
  readonly code: HypothesisCode;
  /** A short name for a checklist. */
  readonly name: string;
  /** The statement as ContractNLI (Koreeda and Manning, 2021; CC BY 4.0) words it. */
  readonly statement: string;
  /** What it means when the text supports the statement, and when it says the opposite. */
  readonly whenEntailed: string;
  readonly whenContradicted: string;
}

/** In the order a reader of an NDA asks: what is covered, what one may do, what one must do, what lasts. */
export const hypotheses: readonly Hypothesis[] = [
  {
    code: 'nda-1',
    name: 'Only marked information is protected',
    statement: 'All Confidential Information shall be expressly identified by the Disclosing Party.',
    whenEntailed: 'Information is protected once the disclosing side marks or names it as confidential.',
    whenContradicted: 'Information can be protected without being marked or named as confidential.',
  },
  {
    code: 'nda-2',
    name: 'Only technical information is protected',
    statement: 'Confidential Information shall only include technical information.',
    whenEntailed: 'The protected information is of a technical kind.',
    whenContradicted: 'Business, financial or other non-technical information is protected too.',
  },
  {
    code: 'nda-3',
    name: 'Spoken information is protected',
    statement: 'Confidential Information may include verbally conveyed information.',
    whenEntailed: 'What is said aloud can be confidential.',
    whenContradicted: 'Only written or otherwise tangible information is confidential.',
  },
  {
    code: 'nda-4',
    name: 'Use for the stated purpose only',
    statement:
      'Receiving Party shall not use any Confidential Information for any purpose other than the purposes stated in Agreement.',
    whenEntailed: 'The information may be used for the stated purpose and nothing else.',
    whenContradicted: 'The information may be used for other purposes too.',
  },
  {
    code: 'nda-5',
    name: 'Sharing with employees',
    statement:
      "Receiving Party may share some Confidential Information with some of Receiving Party's employees.",
    whenEntailed: 'The information may be passed to employees.',
    whenContradicted: 'The information may not be passed to employees.',
  },
  {
    code: 'nda-7',
    name: 'Sharing with advisers and other third parties',
    statement:
      'Receiving Party may share some Confidential Information with some third-parties (including consultants, agents and professional advisors).',
    whenEntailed: 'The information may be passed to advisers, agents, affiliates or other third parties.',
    whenContradicted: 'The information may not be passed to any third party.',
  },
  {
    code: 'nda-8',
    name: 'Notice before disclosure required by law',
    statement:
      'Receiving Party shall notify Disclosing Party in case Receiving Party is required by law, regulation or judicial process to disclose any Confidential Information.',
    whenEntailed: 'The other side must be told when a law or court requires disclosure.',
    whenContradicted: 'Disclosure required by law needs no notice.',
  },
  {
    code: 'nda-10',
    name: 'The agreement itself is confidential',
    statement: 'Receiving Party shall not disclose the fact that Agreement was agreed or negotiated.',
    whenEntailed: 'That the parties talk or have agreed may not be told to others.',
    whenContradicted: 'That the parties talk or have agreed may be told to others.',
  },
  {
    code: 'nda-11',
    name: 'No reverse engineering',
    statement:
      "Receiving Party shall not reverse engineer any objects which embody Disclosing Party's Confidential Information.",
    whenEntailed: 'Products, samples or software may not be taken apart to learn how they work.',
    whenContradicted: 'Products, samples or software may be taken apart to learn how they work.',
  },
  {
    code: 'nda-12',
    name: 'Own independent development stays free',
    statement: 'Receiving Party may independently develop information similar to Confidential Information.',
    whenEntailed: 'What the receiving side develops on its own is not restricted.',
    whenContradicted: 'What the receiving side develops on its own is restricted too.',
  },
  {
    code: 'nda-13',
    name: 'Information from third parties stays free',
    statement:
      'Receiving Party may acquire information similar to Confidential Information from a third party.',
    whenEntailed: 'What is lawfully received from somebody else is not restricted.',
    whenContradicted: 'What is received from somebody else is restricted too.',
  },
  {
    code: 'nda-15',
    name: 'No licence or other right is granted',
    statement: 'Agreement shall not grant Receiving Party any right to Confidential Information.',
    whenEntailed: 'Disclosure gives no licence, title or other right to the information.',
    whenContradicted: 'Disclosure gives a licence or other right to the information.',
  },
  {
    code: 'nda-16',
    name: 'Return or destruction at the end',
    statement:
      'Receiving Party shall destroy or return some Confidential Information upon the termination of Agreement.',
    whenEntailed: 'The information must be returned or destroyed when the agreement or the dealings end.',
    whenContradicted: 'The information need not be returned or destroyed at the end.',
  },
  {
    code: 'nda-17',
    name: 'Copies are allowed in some cases',
    statement: 'Receiving Party may create a copy of some Confidential Information in some circumstances.',
    whenEntailed: 'Copies may be made, at least for the purpose.',
    whenContradicted: 'Copies may not be made.',
  },
  {
    code: 'nda-18',
    name: 'No poaching of people',
    statement: "Receiving Party shall not solicit some of Disclosing Party's representatives.",
    whenEntailed: "The other side's people may not be approached or hired.",
    whenContradicted: "The other side's people may be approached or hired.",
  },
  {
    code: 'nda-19',
    name: 'Duties outlast the agreement',
    statement: 'Some obligations of Agreement may survive termination of Agreement.',
    whenEntailed: 'Some duties go on after the agreement ends.',
    whenContradicted: 'No duty goes on after the agreement ends.',
  },
  {
    code: 'nda-20',
    name: 'Something may be kept after return',
    statement:
      'Receiving Party may retain some Confidential Information even after the return or destruction of Confidential Information.',
    whenEntailed: 'A copy or part of the information may be kept after the rest is returned or destroyed.',
    whenContradicted: 'Everything must be returned or destroyed; nothing may be kept.',
  },
];
