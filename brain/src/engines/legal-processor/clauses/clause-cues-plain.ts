import type { Rule } from './clause-rules.ts';

/** Categories that are learnt: one cue each, which the model gets as one feature among many. */
export const plainCues: Readonly<Record<string, Rule>> = {
  'document-name': { cues: [[/^\W{0,9}[\p{L}\d ,&'()./-]{0,90}\bAGREEMENT\b\W{0,9}$/u, 2]] },
  parties: {
    cues: [
      [
        /\((?:(?:hereinafter|collectively|each|the|referred|to|as|individually)[ ,]{1,3}){0,8}["“'][^"”']{1,50}["”']\)/i,
        2,
      ],
    ],
  },
  'agreement-date': {
    cues: [
      [/\b(?:dated|made|entered into|executed)\b.{0,40}\b(?:as of|on|this)\b.{0,30}\b(?:19|20)\d\d\b/i, 2],
    ],
  },
  'effective-date': {
    cues: [[/\beffective (?:date|as of)\b.{0,60}\b(?:19|20)\d\d\b|\("?the "?effective date"?\)/i, 2]],
  },
  'expiration-date': {
    cues: [
      [
        /\b(?:initial )?term\b.{0,60}\b(?:shall|will)\b.{0,40}\b(?:commence|begin|continue|expire|be for|remain)\b/i,
        2,
      ],
    ],
  },
  'renewal-term': {
    cues: [
      [
        /\b(?:automatically )?(?:renew(?:s|ed|al)?|extended)\b.{0,80}\b(?:successive|additional|further|year|term|period)/i,
        2,
      ],
    ],
  },
  'renewal-notice': {
    cues: [
      [
        /\b(?:unless|notice)\b.{0,120}\b(?:not to renew|non-?renewal|not (?:be )?renew|intention not|intent not|terminate)\b.{0,120}\b(?:prior to|before)\b/i,
        2,
      ],
    ],
  },
  'governing-law': {
    cues: [
      [/\b(?:governed by|construed (?:and enforced )?(?:in accordance with|under))\b.{0,60}\blaws?\b/i, 2],
    ],
  },
  'non-compete': {
    cues: [[/\b(?:not|neither)\b.{0,120}\b(?:compet(?:e|es|ing|itive|itor)|engage in any business)\b/i, 2]],
  },
  exclusivity: {
    cues: [
      [
        /\bexclusive(?:ly)?\b.{0,60}\b(?:right|supplier|provider|distributor|basis|agent|sponsor|partner|during)|\bexclusivity\b/i,
        2,
      ],
    ],
  },
  'termination-for-convenience': {
    cues: [
      [
        /\bterminat\w*\b.{0,80}\b(?:without cause|for convenience|for any reason|at any time|no reason|with or without cause)\b/i,
        2,
      ],
    ],
  },
  'change-of-control': {
    cues: [
      [
        /\b(?:change (?:of|in) control|merge[rd]?|acquisition|consolidat\w*|substantially all (?:of )?(?:its|the) (?:assets|stock))\b/i,
        2,
      ],
    ],
  },
  'anti-assignment': {
    cues: [
      [
        /\b(?:not|neither|no|nor)\b.{0,120}\b(?:assign(?:ed|able|ment)?|transfer(?:red|able)?|delegate)\b/i,
        2,
      ],
    ],
  },
  'revenue-sharing': {
    cues: [
      [
        /\b(?:\d+ ?%|percent|royalt(?:y|ies)|commission)\b.{0,100}\b(?:net (?:sales|revenues?)|gross (?:sales|revenues?|margin)|revenues?|profits?|sales|proceeds)\b/i,
        2,
      ],
    ],
  },
  'minimum-commitment': {
    cues: [
      [
        /\bminimum\b.{0,60}\b(?:purchase|order|commitment|quantit|annual|guarantee|amount|fee|payment|royalt|volume|number)|\bat least\b.{0,40}\b(?:units|per (?:year|month)|\$)/i,
        2,
      ],
    ],
  },
  'ip-assignment': {
    cues: [
      [
        /\b(?:hereby )?assigns?\b.{0,80}\b(?:right,? title|rights|intellectual property|inventions?|copyrights?|patents?)\b|\bwork(?:s)? made for hire\b/i,
        2,
      ],
    ],
  },
  'license-grant': {
    cues: [[/\b(?:hereby )?grants?\b.{0,120}\b(?:licen[cs]e|sublicen[cs]e|right to use)\b/i, 2]],
  },
  'non-transferable-license': {
    cues: [
      [
        /\bnon-? ?(?:transferr?able|assignable|sublicen[cs]e?able)\b|\bno right to sublicen[cs]e\b|\bwithout (?:the )?right to sublicen/i,
        2,
      ],
    ],
  },
  'post-termination': {
    cues: [
      [/\b(?:upon|after|following)\b.{0,40}\b(?:termination|expiration)\b.{0,120}\b(?:shall|will|may)\b/i, 2],
    ],
  },
  'audit-rights': {
    cues: [
      [
        /\b(?:audit|inspect|examine)\w*\b.{0,100}\b(?:books|records|accounts|premises|facilit\w*|statements?)\b|\b(?:books|records)\b.{0,100}\b(?:audit|inspect|examin)/i,
        2,
      ],
    ],
  },
  'uncapped-liability': {
    cues: [
      [
        /\b(?:except|other than|excluding|not apply|notwithstanding)\b.{0,200}\b(?:liab\w*|limitations?|damages|indemnif\w*)\b/i,
        2,
      ],
    ],
  },
  'liability-cap': {
    cues: [
      [
        /\b(?:in no event|not be liable|no liability|liability\b.{0,60}\b(?:exceed|limited))|\b(?:consequential|incidental|punitive)\b.{0,40}\bdamages\b/i,
        2,
      ],
    ],
  },
  insurance: {
    cues: [
      [
        /\binsur(?:ance|ed|er)\b.{0,120}\b(?:maintain|policy|policies|coverage|liability|certificate|limits?)\b|\bmaintain\b.{0,60}\binsurance\b/i,
        2,
      ],
    ],
  },
  'covenant-not-to-sue': {
    cues: [
      [
        /\b(?:not|never)\b.{0,80}\b(?:contest|challenge|oppose|sue|attack|dispute)\b|\bcovenants? not to sue\b|\breleases?\b.{0,60}\bclaims\b/i,
        2,
      ],
    ],
  },
};
