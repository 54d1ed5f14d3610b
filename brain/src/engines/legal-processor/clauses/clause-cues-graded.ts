import type { Rule } from './clause-rules.ts';

/** Categories that few contracts show: cues for and against, which rank passages without a model. */
export const gradedCues: Readonly<Record<string, Rule>> = {
  'most-favoured': {
    cues: [
      [/\bmost[- ]favou?red\b/i, 3],
      [/\b(?:no|not) less favou?rable\b|\bat least as favou?rable\b/i, 2],
      [
        /\bmore favou?rable\b.{0,80}\b(?:than|terms|price|pricing|rates?)\b|\b(?:terms|prices?|pricing|rates?)\b.{0,80}\bmore favou?rable\b/i,
        2,
      ],
      [/\blowest (?:prices?|rates?|fees?)\b.{0,60}\b(?:offered|charged|given|any)\b/i, 1.5],
      [
        /\bfavou?rable\b.{0,120}\b(?:any )?other (?:customers?|licensees?|resellers?|distributors?|sponsors?|part(?:y|ies)|person|suppliers?)\b/i,
        1,
      ],
      [/\b(?:prices?|pricing|terms|rates?)\b/i, 0.3],
      [/\b(?:assign|merge|indemnif)/i, -0.6],
    ],
    heading: /most[- ]favou?red|best price/i,
  },
  'no-solicit-customers': {
    cues: [
      [
        /\b(?:solicit|divert|entice|induce|call (?:up)?on|interfere with)\w{0,4}\b.{0,120}\b(?:customers?|clients?|accounts?|end[- ]users?|vendors?|suppliers?|patients?|merchants?|members|subscribers?|advertisers?)\b/i,
        2,
      ],
      [
        /\b(?:shall|will|may|agrees?|must|undertakes?|covenants?)\b.{0,60}\b(?:not|neither|refrain)\b|\bdivert or attempt\b|\bnot to\b/i,
        0.7,
      ],
      [/\b(?:business|customers?) of\b|\bdirectly or indirectly\b|\bon behalf of\b/i, 0.4],
      [
        /\b(?:terminat|expir|thereafter|following)\w*\b.{0,80}\b(?:years?|months?|period)\b|\b(?:years?|months?)\b.{0,60}\b(?:terminat|expir|thereafter|following)/i,
        0.4,
      ],
      [/\b(?:to solicit orders|solicit (?:orders|sales|bids|proposals|proxies|votes))\b/i, -1.5],
      [/\b(?:terminate|discontinue|competing|competitive|competitor)\b/i, 0.3],
    ],
    heading: /solicit|non-?compet|restrictive covenant|diversion/i,
  },
  'no-solicit-employees': {
    cues: [
      [
        /\b(?:solicit|hire|hiring|entice|recruit|induce|employ|engage)\w{0,5}\b.{0,120}\b(?:employees?|personnel|staff|employed|employment|consultants?|contractors?)\b/i,
        1.5,
      ],
      [
        /\bsolicit\w{0,5}\b.{0,120}\b(?:employees?|personnel|staff|employed|employment|executive)\b|\bleave (?:the|his|her|their|such) (?:[\w/ ]{0,12} )?employ/i,
        1.2,
      ],
      [/\b(?:shall|will|may|agrees?|must)\b.{0,60}\b(?:not|neither|refrain)\b|\bnot to\b/i, 0.6],
      [/\b(?:general|public) (?:solicitation|advertis)|\bnot (?:directed|targeted)\b/i, 0.6],
      [/\b(?:benefit|payroll|workers|withholding|insurance|taxes|orders|proxies)\b/i, -1],
    ],
    heading: /solicit|hiring|\bhire\b|employees|restrictive covenant/i,
  },
  'competition-exception': {
    cues: [
      [
        /\b(?:notwithstanding|except|provided,? (?:however|that)|nothing (?:in|herein|contained)|shall not (?:apply|prohibit|prevent|restrict|limit|preclude|be deemed)|foregoing)\b.{0,200}\b(?:compet\w*|exclusiv\w*|restrict\w*|non-?compet\w*|sponsor\w*)\b/i,
        1.6,
      ],
      [
        /\b(?:nothing|shall not|does not|will not)\b.{0,60}\b(?:prohibit|prevent|restrict|preclude|limit|apply)\b/i,
        0.9,
      ],
      [/\bcompet(?:e|es|ing|itive|itor|itors)\b|\bexclusiv(?:e|ely|ity)\b/i, 0.6],
      [
        /\b(?:passive|publicly traded|beneficial owner|securities|investment)\b.{0,120}\b(?:percent|%|stock|shares)\b/i,
        0.8,
      ],
      [/\b(?:right to|free to|may) (?:solicit|enter|sell|market|license|grant|distribute|continue)\b/i, 0.5],
      [/\b(?:confidential|law|court|injunctive|remed(?:y|ies)|liable|indemnif\w*)\b/i, -0.6],
    ],
    heading: /exclusiv|compet|restrict|exception/i,
  },
  'non-disparagement': {
    cues: [
      [/\bdisparag|\bdefam|\bspeak ill\b|\bnegative (?:statements?|comments?|remarks?)\b/i, 2.2],
      [
        /\b(?:reputation|goodwill|good name|dignity|image)\b.{0,100}\b(?:injur\w*|harm\w*|damag\w*|tarnish\w*|detract\w*|impair\w*|advers\w*|disrepute|undermin\w*)\b/i,
        1,
      ],
      [
        /\b(?:injurious|injure|harmful?|damage|tarnish|detract|impair|adversely|reflects? (?:un)?favou?rabl|reflects? adversely|disrepute|negative light|criticiz|undermine)\w{0,4}\b.{0,100}\b(?:reputation|goodwill|good name|dignity|image|business of|name|marks?)\b/i,
        1.3,
      ],
      [/\b(?:shall|will|agrees?|not to|refrain)\b/i, 0.3],
      [/\b(?:quality|registration|ownership|validity|infring\w*|inure\w*|goodwill associated)\b/i, -0.6],
      [/\b(?:indemnif\w*|warrant\w*|value of|impairment)\b/i, -0.6],
    ],
    heading: /disparag|reputation|conduct|publicity|moral/i,
  },
  'first-refusal': {
    cues: [
      [
        /\b(?:right of|rights of|option of) first (?:refusal|offer|negotiation|opportunity)|\bfirst (?:refusal|right|option|opportunity|negotiation|offer)\b/i,
        2.4,
      ],
      [
        /\bbona fide\b.{0,60}\boffer\b|\bthird[- ]party offer\b|\boffer notice\b|\bnegotiat\w*\b.{0,40}\bgood faith\b.{0,80}\b(?:exclusiv|days|period)/i,
        1.3,
      ],
      [
        /\boption (?:to|period)\b.{0,60}\b(?:purchase|acquire|license|negotiate|develop|obtain|buy)\b|\bexercise\b.{0,40}\boption\b/i,
        1,
      ],
      [
        /\b(?:same|no less favou?rable|better) terms\b|\bbefore (?:offering|entering|granting|selling)\b|\bprior to (?:offering|entering|granting)\b/i,
        0.6,
      ],
      [/\b(?:days|period)\b.{0,80}\b(?:accept|exercise|notify|negotiat|respond)/i, 0.4],
      [/\b(?:stock option|renew|dispute|amicabl|amend)/i, -0.8],
    ],
    heading: /first (?:refusal|offer|negotiation|right)|\boption\b|negotiation|refusal/i,
  },
  'price-restrictions': {
    cues: [
      [
        /\b(?:prices?|pricing|fees?|rates?|charges?)\b.{0,100}\b(?:shall|may|will|can|must) (?:not|only|never)\b.{0,60}\b(?:increase\w*|raise\w*|decrease\w*|reduce\w*|change\w*|exceed\w*|lower\w*|adjust\w*|subject to)\b/i,
        2,
      ],
      [
        /\b(?:increase\w*|raise\w*|adjust\w*|change\w*|reduc\w*)\b.{0,80}\b(?:prices?|pricing|fees?|rates?|charges?)\b.{0,160}\b(?:not exceed|exceed|more than|once|greater than|lesser of|limited to|in excess|maximum)\b/i,
        1.8,
      ],
      [
        /\b(?:increase\w*)\b.{0,80}\b(?:not exceed|exceed|more than|no more than|greater of|lesser of)\b.{0,80}(?:%|\bpercent|\bindex\b)/i,
        1,
      ],
      [/\b(?:consumer price index|CPI|producer price index)\b/i, 0.6],
      [/\b(?:resale|retail|minimum|maximum) prices?\b/i, 0.5],
      [
        /\b(?:purchase price|exercise price|option price|insurance|interest|liabilit\w*|aggregate|shares?)\b/i,
        -0.8,
      ],
    ],
    heading: /\b(?:price|pricing|fees?|rates?)\b.{0,30}\b(?:increase|adjust|change|restrict)|price/i,
  },
  'volume-restriction': {
    cues: [
      [
        /\b(?:not|no|never)\b.{0,40}\b(?:exceed|more than|in excess of|greater than)\b.{0,80}\b(?:hours?|units?|users?|copies|times|appearances|per (?:day|week|month|year)|quantit\w*|volume)\b/i,
        1.6,
      ],
      [
        /\b(?:maximum|limited to|up to a maximum|upper limit)\b.{0,80}\b(?:hours?|units?|users?|number|quantit\w*|volume|capacity|per (?:day|month|year)|days)\b/i,
        1.2,
      ],
      [
        /\b(?:excess|exceed\w*|additional|over)\b.{0,80}\b(?:forecast|capacity|usage|hours|volume|quantit\w*|threshold|limit)\b/i,
        0.9,
      ],
      [/\b(?:liabilit\w*|damages|interest|indemnif\w*|insurance|price)\b/i, -1],
    ],
    heading: /volume|capacity|limit(?!ation of liab)|quantit|usage/i,
  },
  'joint-ip': {
    cues: [
      [/\bjointly[- ]own|\bjoint(?:ly)? (?:ownership|owned|own)\b|\bowned jointly\b|\bco-?own/i, 2.6],
      [
        /\bjoint (?:inventions?|patents?|works?|intellectual property|technology|know-how|ip|improvements?|developments?|results|property)\b/i,
        1.4,
      ],
      [/\bundivided\b.{0,60}\b(?:interest|half|share|right)\b|\bequal\b.{0,20}\bundivided\b/i, 1.8],
      [/\bjointly\b.{0,80}\b(?:own|invent|develop|conceiv|made|creat|reduced)\w*\b/i, 1],
      [
        /\beach (?:party|of the parties)\b.{0,80}\b(?:own|interest)\b|\bwithout (?:the )?(?:duty|obligation|accounting|need)\b.{0,30}\b(?:account|consent)/i,
        0.5,
      ],
      [/\bjointly and severally\b|\bjoint venture\b|\bjoint (?:steering|committee|employ)/i, -0.9],
    ],
    heading: /\bjoint|ownership|inventions|intellectual property/i,
  },
  'affiliate-license-licensor': {
    cues: [
      [
        /\bon behalf of (?:itself|himself) and\b.{0,60}\b(?:affiliates?|group|subsidiar\w*)\b.{0,200}\b(?:grants?|licen[cs]e)\b|\b(?:grants?|licen[cs]es?)\b.{0,60}\bcause\b.{0,60}\b(?:affiliates?|group|subsidiar\w*)\b/i,
        2.6,
      ],
      [
        /\bshall cause (?:its|the|their)\b.{0,60}\b(?:affiliates?|group|subsidiar\w*)\b.{0,80}\bto (?:grant|licen[cs]e|hereby grant)/i,
        1.5,
      ],
      [
        /\b(?:owned|controlled|licensed|licensable)\b.{0,60}\bby\b.{0,60}\b(?:or|and)\b.{0,30}\b(?:affiliates?|subsidiar\w*|group)\b/i,
        1.1,
      ],
      [/\b(?:grants?|licen[cs]e[sd]?|sublicen[cs]e)\b/i, 0.5],
      [/\b(?:affiliates?|subsidiar(?:y|ies)|members of the \w+ group)\b/i, 0.3],
      [/\b(?:patents?|know-how|trademarks?|intellectual property|technology)\b/i, 0.3],
      [/\b(?:indemnif\w*|liable|insurance|confidential|warrant\w*|represents)\b/i, -1.2],
    ],
    heading: /licen[cs]e|grant/i,
  },
  'affiliate-license-licensee': {
    cues: [
      [
        /\b(?:grants?|licen[cs]e)\b.{0,60}\bto\b.{0,60}\b(?:and|or) (?:its|their|the)\b.{0,30}\b(?:affiliates?|subsidiar\w*|group|related compan\w*)\b/i,
        2.2,
      ],
      [
        /\b(?:sublicen[cs]\w*|extend)\b.{0,120}\b(?:affiliates?|subsidiar\w*|related compan\w*|group)\b/i,
        1.8,
      ],
      [
        /\b(?:licensee|company|purchaser|reseller|distributor)\b.{0,20}\band its affiliates\b.{0,80}\b(?:may|right|use|licen[cs]e)/i,
        0.9,
      ],
      [/\b(?:grants?|licen[cs]e[sd]?|sublicen[cs]e|right to use)\b/i, 0.5],
      [/\b(?:affiliates?|subsidiar(?:y|ies)|related compan(?:y|ies))\b/i, 0.4],
      [/\b(?:indemnif\w*|liable|insurance|confidential|warrant\w*|represents|royalt\w*|harmless)\b/i, -1.2],
    ],
    heading: /licen[cs]e|grant|sublicen/i,
  },
  'unlimited-license': {
    cues: [
      [
        /\bunlimited\b.{0,80}\b(?:licen[cs]e|use|users?|copies|number|right|access|quantit\w*|downloads?)\b|\blicen[cs]e\b.{0,120}\bunlimited\b/i,
        2.4,
      ],
      [
        /\bwithout (?:any )?(?:limit(?:ation)?s?|restrictions?)\b.{0,60}\b(?:number|use|copies|users?|quantity|reproduc\w*)\b/i,
        1,
      ],
      [
        /\b(?:enterprise|site)[- ]wide\b.{0,60}\blicen[cs]e\b|\bas many (?:times|copies)\b|\bany number of\b/i,
        1.4,
      ],
      [/\b(?:grants?|licen[cs]e)\b/i, 0.4],
      [/\b(?:liabilit\w*|indemnif\w*|damages|insurance)\b/i, -1.5],
    ],
    heading: /licen[cs]e|grant/i,
  },
  'perpetual-license': {
    cues: [
      [
        /\b(?:irrevocabl[ey]|perpetual(?:ly)?|in perpetuity)\b.{0,160}\b(?:licen[cs]e|right|use|sublicen[cs]\w*)\b|\b(?:licen[cs]e|right)\b.{0,160}\b(?:irrevocable|perpetual|in perpetuity)\b/i,
        2.2,
      ],
      [/\birrevocabl[ey]\b.{0,40}\bperpetual\b|\bperpetual\b.{0,40}\birrevocabl[ey]\b/i, 0.8],
      [/\b(?:grants?|licen[cs]e[sd]?|sublicen[cs]e)\b/i, 0.6],
      [/\b(?:royalty-?free|fully[- ]paid|worldwide|non-?exclusive)\b/i, 0.5],
      [
        /\b(?:attorney|proxy|letter of credit|jurisdiction|submits?|consents?|confidential\w*|waives?|guarant\w*)\b/i,
        -1,
      ],
    ],
    heading: /licen[cs]e|grant|intellectual/i,
  },
  'source-code-escrow': {
    cues: [
      [
        /\bescrow(?:ed)?\b.{0,120}\b(?:source|code|software|materials?|agreement|agent|release|deposit)\b|\bsource code\b.{0,120}\bescrow/i,
        2,
      ],
      [/\bsource (?:code|materials?)\b/i, 1.2],
      [/\bescrow\b/i, 0.8],
      [/\b(?:release (?:condition|event)s?|deposit(?:ed|s)? (?:materials?|with))\b/i, 0.8],
      [/\b(?:earnest|closing|purchase price|funds|escrow account|shares|proceeds)\b/i, -1.5],
    ],
    heading: /escrow|source code/i,
  },
  'liquidated-damages': {
    cues: [
      [/\bliquidated damages\b|\bnot as a penalty\b|\bas a penalty\b/i, 2.6],
      [
        /\b(?:early )?termination (?:fee|charge|payment)s?\b|\bbreak-?up fee\b|\bcancellation (?:fee|charge)s?\b/i,
        2,
      ],
      [/\b(?:penalty|penalties|forfeit\w*)\b.{0,80}(?:\$|%|\bpercent|\bamount|\bper day|\bRMB|\bUSD)/i, 1.3],
      [/\b(?:pay|payment|payable)\b/i, 0.3],
      [/\bin no event\b|\bconsequential\b|\bpunitive\b/i, -1],
    ],
    heading: /liquidated|termination fee|penalt|early termination/i,
  },
  'warranty-duration': {
    cues: [
      [
        /\bwarrant\w*\b.{0,200}\b(?:days?|months?|years?|warranty period)\b|\b(?:days?|months?|years?)\b.{0,160}\bwarrant(?:y|ies)\b/i,
        1.8,
      ],
      [
        /\bwarranty period\b|\bdefects? in (?:material|workmanship)|\bfree (?:from|of)\b.{0,30}\bdefects?\b/i,
        1.2,
      ],
      [/\b(?:defect\w*|non-?conform\w*|replace\w*|repair\w*)\b.{0,160}\b(?:days?|months?|years?)\b/i, 0.9],
      [
        /\b(?:from|after|following)\b.{0,40}\b(?:delivery|shipment|receipt|installation|acceptance|purchase|sale)\b/i,
        0.6,
      ],
      [
        /\b(?:represents and warrants|organized|authority|insurance|disclaim\w*|implied|terminat\w*)\b/i,
        -0.9,
      ],
    ],
    heading: /warrant|defect|accept|return/i,
  },
  'third-party-beneficiary': {
    cues: [
      [/\bthird[- ]party beneficiar(?:y|ies)\b/i, 2],
      [
        /\b(?:is|are|as|be|shall be|deemed)\b.{0,30}\b(?:an? )?(?:express|intended|direct|named)\b.{0,25}\bbeneficiar/i,
        1.6,
      ],
      [/\b(?:entitled|right|rights|able|able) to enforce\b|\bmay enforce\b|\bdirectly enforce/i, 1],
      [/\b(?:except|other than|save)\b.{0,120}\b(?:no|any|not)?\b.{0,30}\bbeneficiar/i, 0.9],
      [/\b(?:inure to|for) the benefit of\b/i, 0.3],
      [/\b(?:no|not|nothing|neither)\b.{0,120}\bbeneficiar/i, -1.4],
    ],
    heading: /beneficiar/i,
  },
};
