import { ladder } from '../../../engines/security/index.ts';

/** The catalogue of standard papers and the public notices (domain rules, section 3.1), as data. */

export type Scope = 'ACCOUNT' | 'VENTURE' | 'RELATIONSHIP';

export interface SignerRule {
  readonly role: string;
  readonly mode: 'SELF' | 'STANDING' | 'PERSON';
  /** Whose signature: the person the copy is for, the venture's owner, the hub, or an administrator signing for the hub. */
  readonly side: 'ADDRESSEE' | 'OWNER' | 'HUB' | 'SECURITY_ADMIN' | 'SUPER_ADMIN';
}

export interface Paper {
  readonly code: string;
  readonly name: string;
  readonly purpose: string;
  readonly scope: Scope;
  readonly signers: readonly SignerRule[];
  /** Days from the last signature, a list where they differ by tier; null: until withdrawn, or while a member. */
  readonly validityDays: number | readonly number[] | null;
  /** How a copy comes about: a person opens it, a lawyer reviews it first, or it belongs to a relationship between two people. */
  readonly opening: 'PERSON' | 'REVIEW' | 'RELATIONSHIP';
  /** Days between a party's notice and the end. */
  readonly noticeDays: number;
  /** Ends with the membership only. */
  readonly whileMember?: true;
  /** A standing signature counts for the access of the one who gave it, too. */
  readonly standingCounts?: true;
  /** The consent record its signature grants. */
  readonly consent?: 'PLATFORM_TERMS' | 'PRIVACY';
}

export interface Notice {
  readonly code: string;
  readonly name: string;
}

const year = 365;
const self = (role: string): SignerRule => ({ role, mode: 'SELF', side: 'ADDRESSEE' });
const hubStanding: SignerRule = { role: 'hub', mode: 'STANDING', side: 'HUB' };
const ownerStanding: SignerRule = { role: 'owner', mode: 'STANDING', side: 'OWNER' };
const ownerInPerson: SignerRule = { role: 'owner', mode: 'PERSON', side: 'OWNER' };

type Extra = Partial<Omit<Paper, 'code' | 'name' | 'purpose'>>;
const paper = (code: string, name: string, purpose: string, extra: Extra = {}): Paper => ({
  code,
  name,
  purpose,
  scope: 'ACCOUNT',
  signers: [self('user')],
  validityDays: year,
  opening: 'PERSON',
  noticeDays: 0,
  ...extra,
});
const withHub = (code: string, name: string, purpose: string, extra: Extra = {}) =>
  paper(code, name, purpose, { signers: [self('user'), hubStanding], ...extra });
const forAdmin = (code: string, name: string, purpose: string) =>
  paper(code, name, purpose, { signers: [self('administrator'), hubStanding] });
const inVenture = (code: string, name: string, purpose: string, extra: Extra) =>
  paper(code, name, purpose, { scope: 'VENTURE', ...extra });
const betweenTwo = (code: string, name: string, purpose: string, extra: Extra = {}) =>
  paper(code, name, purpose, {
    scope: 'RELATIONSHIP',
    opening: 'RELATIONSHIP',
    signers: [self('sponsor'), { role: 'member', mode: 'PERSON', side: 'ADDRESSEE' }],
    ...extra,
  });

export const catalogue: readonly Paper[] = [
  paper(
    'ESCA',
    'Electronic Signature & Consent Agreement',
    'Makes electronic records and signatures valid; signed before every other paper.',
    { validityDays: null },
  ),
  withHub(
    'PPA',
    'Platform Participation Agreement',
    'Terms of membership, acceptable use, intellectual property frame and liability.',
    { consent: 'PLATFORM_TERMS' },
  ),
  paper('PNA', 'Privacy Notice & Acknowledgment', 'What happens with personal data, and your choices.', {
    consent: 'PRIVACY',
  }),
  withHub(
    'MNDA',
    'Mutual Non-Disclosure Agreement',
    'Confidentiality between you, the hub and other members.',
    { noticeDays: 10 },
  ),
  paper('STA', 'Security & Tooling Acknowledgment', 'Rules for devices and tools.'),
  withHub('PTSA', 'Platform Tools Subscription Agreement', 'Terms of the Founder seat.'),
  withHub(
    'SOBA',
    'Seat Order & Billing Authorization',
    'Orders the seat and authorises the recurring charge.',
  ),
  withHub('PUSA', 'Per-User Security Acknowledgment', 'Security duties of people who lead teams.'),
  withHub('TCA', 'Team Collaboration Agreement', 'Conduct and intellectual property in teams.'),
  withHub('ISEA', 'Idea Submission & Evaluation Agreement', 'Protects the ideas you submit.', {
    validityDays: 90,
  }),
  withHub('VOA', 'Venture Owner Agreement', 'Duties of an owner, for all ventures you own.'),
  inVenture('PPNA', 'Per-Project NDA Addendum', 'Access to the information of one venture, up to a tier.', {
    signers: [self('reader'), ownerStanding],
    validityDays: [90, 90, 60, 30],
  }),
  inVenture('PCA', 'Participant Collaboration Agreement', 'Working in a venture as an independent partner.', {
    signers: [self('participant'), ownerInPerson],
    validityDays: 180,
  }),
  inVenture(
    'IAA',
    'IP Assignment Agreement',
    'Intellectual property in contributions belongs to the venture.',
    {
      signers: [self('contributor'), ownerStanding],
      validityDays: null,
      whileMember: true,
      standingCounts: true,
    },
  ),
  inVenture('JDA', 'Joint Development Agreement', 'Creating something together with another company.', {
    signers: [self('partner'), ownerInPerson],
    opening: 'REVIEW',
    noticeDays: 30,
  }),
  inVenture('HSA', 'Hub Services & Equity Agreement', 'Services of the hub in return for equity.', {
    signers: [self('owner'), { role: 'hub', mode: 'PERSON', side: 'SUPER_ADMIN' }],
    validityDays: null,
  }),
  paper('ST1A', 'Security Tier 1 Acknowledgment', 'Handling of confidential data.', { validityDays: 90 }),
  paper('ST2A', 'Security Tier 2 Acknowledgment', 'Handling of restricted data.', { validityDays: 60 }),
  paper('ST3A', 'Security Tier 3 Acknowledgment', 'Handling of highly restricted data.', {
    validityDays: 30,
  }),
  withHub('ESA', 'Enhanced Security Agreement', 'Duties for tiers 2 and 3.'),
  withHub('CJIA', 'Crown-Jewel IP Agreement', 'Protection of crown-jewel intellectual property (tier 3).'),
  paper('SCV', 'Security Clearance Verification', 'Confirms your identity and reliability for tier 3.', {
    signers: [self('user'), { role: 'security administrator', mode: 'PERSON', side: 'SECURITY_ADMIN' }],
  }),
  paper('BTS', 'BUZ Terms of Service', 'Terms for any use of BUZ.'),
  paper('BPP', 'BUZ Privacy Policy', 'Personal data in the use of BUZ.'),
  betweenTwo(
    'UMA',
    'Umbrella Agreement',
    'The relationship between sponsor and referred member, with its share of revenue.',
    { noticeDays: 30 },
  ),
  betweenTwo('UMT', 'Umbrella Termination Notice', 'Ends an umbrella relationship.', {
    signers: [self('party')],
    validityDays: null,
  }),
  betweenTwo('UMX', 'Umbrella Amendment', 'Changes the rate of an umbrella relationship.', {
    validityDays: null,
  }),
  forAdmin('BAA', 'Billing Administration Agreement', 'Duties of a billing administrator.'),
  forAdmin('ATA', 'Audit Trail Acknowledgment', 'Every administrative act is recorded.'),
  forAdmin('ECA', 'Enhanced Confidentiality Agreement', 'Confidentiality of all administrators.'),
  forAdmin('SAA', 'Security Administration Agreement', 'Duties of a security administrator.'),
  forAdmin('IRA', 'Incident Response Agreement', 'What to do in an incident, and how fast.'),
  forAdmin('LCA', 'Legal Compliance Acknowledgment', 'Law that binds security administrators.'),
  forAdmin('LAA', 'Legal Administration Agreement', 'Duties of a legal administrator.'),
  forAdmin('ACPA', 'Attorney–Client Privilege Agreement', 'Protection of privileged communication.'),
  forAdmin('RCA', 'Regulatory Compliance Agreement', 'Regulatory duties of legal administrators.'),
  paper('DAA', 'Data Analytics Agreement', 'Export of analytics.'),
  paper('APIUA', 'API Usage Agreement', 'Use of API keys.'),
];

export const notices: readonly Notice[] = [
  { code: 'TERMS', name: 'Terms of Use' },
  { code: 'PRIVACY', name: 'Privacy Policy' },
  { code: 'COOKIES', name: 'Cookie Notice' },
  { code: 'ACCESSIBILITY', name: 'Accessibility Statement' },
  { code: 'ERECORDS', name: 'Electronic Records and Signatures' },
];

const byCode = new Map(catalogue.map((one) => [one.code, one]));

export function paperOf(code: string): Paper | undefined {
  return byCode.get(code);
}

export function paperName(code: string): string {
  return byCode.get(code)?.name ?? notices.find((notice) => notice.code === code)?.name ?? code;
}

/** The rungs that ask for the paper, read from the ladder so that the two never differ. */
export function rungsOf(code: string, ref = '', tier = 0): number[] {
  const asks = (need: { code: string; ref?: string; tier?: number }) =>
    need.code === code && (need.ref ?? '') === ref && (need.tier ?? 0) === tier;
  return ladder.filter((rule) => rule.papers.some(asks)).map((rule) => rule.rung);
}

/** Days a copy is valid from the last signature, or null for no end. */
export function validityDays(paper: Paper, tier: number | null, ownersOwn: boolean): number | null {
  // The owner's own addendum at tier 0 or 1 lasts as long as the ownership.
  if (paper.code === 'PPNA' && ownersOwn && (tier ?? 0) <= 1) return null;
  if (paper.validityDays === null || typeof paper.validityDays === 'number') return paper.validityDays;
  return paper.validityDays[tier ?? 0] ?? null;
}
