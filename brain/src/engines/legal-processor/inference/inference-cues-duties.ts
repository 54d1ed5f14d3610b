import { about, no, unlike, yes, type Cue } from './inference-cue.ts';
import type { HypothesisCode } from './nda-hypotheses.ts';

/** What must be told, what stays free, what is given back, and what lasts. */
export const dutyCues = {
  'nda-8': [
    yes(
      3,
      /\b(?:required|compelled|ordered|requested|requirement|obliged|obligated|compulsion|necessary|pursuant)\b[^.;]{0,160}\b(?:law|court|legal|judicial|regulat|governmental|subpoena|order|process|authority|statut)\w*\b[^]{0,500}\b(?:notice|notif(?:y|ies|ied|ication)|inform(?:s|ed)?|advise[sd]?|consults?)\b/,
    ),
    yes(
      2.5,
      /\b(?:notice|notify|notifies|notification|inform|advise)\b[^]{0,300}\b(?:protective order|prior to (?:such|any|making|the) (?:disclosure|requirement)|required disclosure|such requirement|legal process|subpoena|contest|oppose|object|appropriate remedy|limit or prevent|prevent (?:such|the|any))/,
    ),
    yes(
      1,
      /\b(?:protective order|promptly notify|prompt (?:written )?notice|prior (?:written )?notice|advance notice|reasonable notice)\b/,
    ),
    about(
      2,
      /\b(?:required|compelled|ordered|obliged)\b[^.;]{0,120}\b(?:law|court|legal|judicial|regulat|governmental|subpoena|order|process|authority|statut)/,
    ),
    about(
      1,
      /\b(?:by|under|pursuant to)\b[^.;]{0,40}\b(?:law|court order|subpoena|judicial|governmental|regulatory|legal process|applicable law)/,
    ),
  ],
  'nda-10': [
    yes(
      3,
      /\b(?:not|neither|nor|no|without)\b[^]{0,260}\b(?:the )?(?:fact that|existence (?:or|and|of)|terms(?:,| and| or)|contents? of)\b[^.;]{0,140}\b(?:agreement|discussions?|negotiations?|transaction|relationship|business|talks|information has been)/,
    ),
    yes(
      2.5,
      /\b(?:fact that|existence(?:,| or| and| of)|status of)\b[^.;]{0,120}\b(?:agreement|discussions?|negotiations?|considering|transaction|relationship|proposed|evaluating|made available|exchang)/,
    ),
    yes(
      2,
      /\b(?:public(?:ity)?|press|media|announcements?|advertis\w*|publicly|news)\b[^.;]{0,140}\b(?:agreement|relationship|discussions|negotiations|transaction|business|name)\b/,
    ),
    yes(
      2,
      /\b(?:agreement|discussions|negotiations|relationship)\b[^.;]{0,100}\b(?:confidential|public(?:ity)?|press|media|announcement|advertis)/,
    ),
    yes(1, /\b(?:press release|public announcement|public statement|publicity)\b/),
    about(0.5, /\bexistence\b|\bfact that\b/),
  ],
  'nda-11': [
    yes(
      4,
      /\breverse[- ]?(?:engineer|compil|assembl|design)|\bdecompil|\bde-compil|\bdisassembl|\bdis-assembl/,
    ),
    yes(
      2,
      /\b(?:analy[sz]e|test|examine|determine|derive|discover)\b[^.;]{0,80}\b(?:composition|structure|design|source code|samples?|prototypes?|underlying|ingredients|formula)/,
    ),
    no(2, /\b(?:may|free to|permitted to|right to)\b[^.;]{0,30}\breverse[- ]?engineer/),
  ],
  'nda-12': [
    yes(
      4,
      /\b(?:independent(?:ly)?|independant(?:ly)?)\b[^.;]{0,60}\b(?:develop|conceiv|creat|discover|generat|deriv|produc|acquir|ascertain)\w*/,
    ),
    yes(4, /\b(?:develop|conceiv|creat|discover|generat|deriv|produc)\w*\b[^.;]{0,100}\bindependent/),
    yes(
      3,
      /\b(?:develop|creat|conceiv)(?:ed|ment|ments|s|ing)?\b[^.;]{0,120}\b(?:without (?:reference|access|use|the use|using|reliance|breach|benefit)|no access|not had access|no knowledge|have not|had not|did not have)/,
    ),
    yes(
      2,
      /\b(?:developing|development|develop|pursu\w+|compet\w+)\b[^.;]{0,80}\b(?:similar|compet\w+|products|services|technology|ideas)\b/,
    ),
    about(
      1.5,
      /\b(?:shall|does|do|will|not|to)\b[^.;]{0,30}\b(?:include|apply|extend|cover|limit)\b[^.;]{0,60}\b(?:information|which|that|:|to the extent)/,
    ),
    about(
      0.5,
      /\b(?:obligations?|restrictions?|undertakings|confidential information|exceptions?|exclusions?)\b[^.;]{0,80}\b(?:not (?:apply|include|extend|cover)|exclud|except)/,
    ),
  ],
  'nda-13': [
    yes(
      4,
      /\b(?:receiv|obtain|acquir|learn|disclos|furnish|suppl|made available|becom|became|known|comes?|provided|communicat|available)\w*\b[^.;]{0,140}\b(?:third[- ]part|third person|another (?:source|party|person)|other (?:than the |than |sources?|person)|(?:a|any) (?:person|source)|someone|others)\b/,
    ),
    yes(
      3,
      /\bthird[- ]?\s?part(?:y|ies)\b[^.;]{0,120}\b(?:right to|free to|lawful|rightful|legal|not (?:in |under |bound|subject)|without (?:restriction|breach|any|a |violat|obligation)|no (?:obligation|duty|restriction|confidential)|having)/,
    ),
    yes(
      3,
      /\b(?:source|sources)\b[^.;]{0,20}\bother than\b|\bnon-?confidential basis\b|\bwithout (?:a |any )?(?:similar )?(?:restriction|obligation of confiden)/,
    ),
    about(
      1.5,
      /\b(?:shall|does|do|will|not|to)\b[^.;]{0,30}\b(?:include|apply|extend|cover|limit)\b[^.;]{0,60}\b(?:information|which|that|:|to the extent)/,
    ),
    about(
      0.5,
      /\b(?:obligations?|restrictions?|undertakings|confidential information|exceptions?|exclusions?)\b[^.;]{0,80}\b(?:not (?:apply|include|extend|cover)|exclud|except)/,
    ),
  ],
  'nda-15': [
    yes(
      4,
      /\b(?:no|not|nothing|neither|nor|without)\b[^.]{0,160}\b(?:grant|confer|convey|transfer|giv|creat|impl|acquir|constru|deem|obtain)\w*\b[^.]{0,120}\b(?:licen[cs]e|rights?|title|interest|ownership|property)/,
    ),
    yes(
      3.5,
      /\b(?:no|any)\b[^.;]{0,40}\b(?:licen[cs]e|right|title|interest|ownership)s?\b[^.]{0,160}\b(?:granted|conferred|conveyed|implied|transferred|acquired|created|given)/,
    ),
    yes(
      2.5,
      /\b(?:remains?|retains?|be|is|are|retain(?:ed)?)\b[^.;]{0,60}\b(?:the )?(?:sole |exclusive |absolute )*(?:and exclusive )?(?:property|ownership|title|owner)\b/,
    ),
    yes(2, /\b(?:retains?|reserves?|belongs?)\b[^.;]{0,60}\b(?:all|any|title|ownership|rights?|exclusively)/),
    yes(1, /\b(?:licen[cs]e|patent|copyright|trademark|intellectual property)\b/),
    no(
      2,
      /\b(?:hereby )?grants?\b[^.;]{0,60}\b(?:a |the )?(?:limited|non-?exclusive|perpetual|royalty-?free|worldwide)[^.;]{0,40}\b(?:licen[cs]e|right)/,
    ),
  ],
  'nda-16': [
    yes(
      4,
      /\b(?:terminat|expir|conclu|complet|end of|cessation|ceas|no longer|decides? not|determines? not|elects? not|does not proceed|not to proceed|no further|achieved|unsuccessful|not (?:awarded|entered|consummated))\w*\b[^]{0,260}\b(?:return|destroy|destr|delet|surrender|deliver (?:up|to)|eras|dispos)\w*/,
    ),
    yes(
      4,
      /\b(?:return|destroy|destr|delet|surrender|deliver (?:up|to)|eras|dispos)\w*\b[^]{0,260}\b(?:terminat|expir|conclu|complet|end of|cessation|no longer|not to proceed|elects? not|decides? not|no further|achieved)\w*/,
    ),
    about(
      2,
      /\b(?:return(?:ed|s)?|destroy(?:ed|s)?|destruction|delete[ds]?|surrender(?:ed)?|deliver(?:ed)? up)\b[^.;]{0,140}\b(?:confidential|proprietary|information|materials?|documents?|copies|data|records|originals|tangible)/,
    ),
    about(
      1,
      /\b(?:all|any)\b[^.;]{0,100}\b(?:shall|will|must)(?: be)? (?:promptly |immediately )?(?:return|destroy|deliver)/,
    ),
    no(
      1,
      /^(?![^]*\b(?:terminat|expir|conclu|complet|end of|no longer|elects? not|decides? not|not to proceed|achieved))[^]*\b(?:upon|on|at|after|following|within)\b[^.;]{0,60}\b(?:request|demand)/,
    ),
    unlike(/\b(?:surviv|remain in|continue)\w*\b/),
  ],
  'nda-17': [
    no(
      3,
      /\b(?:not|neither|nor|refrain from|no)\b[^.;]{0,120}\b(?:cop(?:y|ied|ying)|reproduc(?:e|ed|ing|tions?)|duplicat\w*|copies\b[^.;]{0,20}\b(?:made|make)|make\b[^.;]{0,30}\bcopies|photograph|summari[sz]\w*)\b(?![^]{0,260}\b(?:except|unless|other than|save|only as|to the extent|as (?:may be )?(?:reasonably |strictly )?(?:necessary|required)))/,
    ),
    no(
      2,
      /\b(?:cop(?:y|ies|ied)|reproduc\w*|duplicat\w*)\b[^.;]{0,100}\bwithout\b[^.;]{0,60}\b(?:consent|approval|permission|authori[sz]ation|assent|written)\b(?![^]{0,160}\b(?:except|other than|necessary|required))/,
    ),
    yes(
      3,
      /\b(?:cop(?:y|ies|ied)|reproduc\w*|duplicat\w*)\b[^]{0,200}\b(?:except|unless|other than|save|only (?:as|to|in|for)|to the extent|as (?:may be )?(?:reasonably |strictly )?(?:necessary|required)|necessary|required|solely for)/,
    ),
    yes(
      3,
      /\b(?:may|right to|permitted to|entitled to|can)\b[^.;]{0,50}\b(?:copy|make (?:such |limited |a )?[^.;]{0,40}copies|reproduce|duplicate)/,
    ),
    yes(
      2,
      /\bcopies\b[^.;]{0,100}\b(?:shall|will|must|so made|made)\b[^.;]{0,80}\b(?:bear|contain|marked|property|legends?|notices?|same|identified|subject to)|\b(?:reproduce|maintain|include)\b[^.;]{0,80}\b(?:notices?|legends?|markings?)\b[^.;]{0,40}\bcop/,
    ),
    about(0.7, /\b(?:cop(?:y|ies|ied|ying)|reproduc\w*|duplicat\w*)\b/),
    unlike(/\b(?:return|destroy|destruction|retain|deliver|counterparts?|copyrights?)\w*\b/),
  ],
  'nda-18': [
    yes(
      4,
      /\b(?:not|neither|nor|refrain)\b[^]{0,260}\b(?:solicit|hire|recruit|entice|employ|induce|engage)\w*\b[^]{0,160}\b(?:employees?|personnel|staff|officers?|directors?|consultants?|person|contractors?|agents?)\b/,
    ),
    yes(
      3,
      /\b(?:solicit|entic|recruit|poach|hire|hiring)\w*\b[^.;]{0,140}\b(?:employees?|personnel|staff|officers?|employ)/,
    ),
    yes(2, /\bnon-?solicit|\bno[- ](?:hire|poach)|\bleave (?:the |such |its |his )?employ/),
    no(1, /\b(?:may|free to)\b[^.;]{0,40}\b(?:solicit|hire|recruit)\b/),
    about(1, /\b(?:general (?:solicitation|advertis)|solicit)/),
  ],
  'nda-19': [
    yes(4, /\bsurviv(?:e|es|al|ing|ed)\b/),
    yes(
      3.5,
      /\b(?:terminat|expir|cancel|conclusion|completion)\w*\b[^]{0,200}\b(?:not (?:affect|relieve|release|prejudice|terminate|extinguish)|continue|remain|survive|in (?:full )?(?:force|effect)|bound|binding|continuing|protected|kept)\b/,
    ),
    yes(
      3,
      /\b(?:continue|remain|binding|in (?:full )?(?:force|effect)|obligat\w+|bound|apply|perpetu\w+|effective)\b[^]{0,160}\b(?:after|following|notwithstanding|nothwithstanding|beyond|subsequent to|regardless of|from)\b[^.;]{0,60}\b(?:terminat|expir|conclusion|completion|completed|return|cancel|end of)\w*/,
    ),
    yes(
      2,
      /\b(?:period of|for|until)\b[^.;]{0,60}\byears?\b[^.;]{0,80}\b(?:after|following|from|thereafter|beyond)\b[^.;]{0,60}\b(?:terminat|expir|complet|conclu)/,
    ),
    about(
      1.5,
      /\b(?:period of|for|until)\b[^.;]{0,60}\byears?\b[^.;]{0,80}\b(?:after|following|from)\b[^.;]{0,60}\b(?:disclos|receipt|return|date|hereof)/,
    ),
    yes(
      2,
      /\b(?:indefinite(?:ly)?|in perpetuity|perpetual(?:ly)?|for (?:so|as) long as|continuing obligation|remains? (?:a )?(?:trade secret|confidential)|no longer (?:qualifies|confidential)|in effect until)\b/,
    ),
    no(
      1.5,
      /\b(?:obligations?|undertakings|agreement)\b[^.;]{0,120}\b(?:expire|cease|terminate|no further force|end)\b(?![^.;]{0,120}\b(?:except|however|provided|surviv))/,
    ),
    unlike(/\b(?:invalid|unenforceable|illegal|sever)\w*\b/),
    unlike(/\b(?:royalty|irrevocable|non-exclusive)/),
  ],
  'nda-20': [
    yes(
      4,
      /\b(?:may|entitled to|permitted to|right to|allowed to|shall be able|required to)\b[^.;]{0,60}\b(?:retain|keep|maintain|preserve|store)\b/,
    ),
    yes(
      3.5,
      /\b(?:except|notwithstanding|provided|however|other than|save|unless|nothing)\b[^]{0,200}\b(?:retain(?:ed|s|ing)?|kept|keep|archiv\w*|back-?up|one copy|copy)\b/,
    ),
    yes(
      3,
      /\b(?:archiv\w*|back-?ups?|one (?:\(1\) )?(?:archival |record |file )?(?:copy|set)|legal files|record copy|compliance purposes|automatic\w*|infeasible|not (?:practicable|feasible))\b/,
    ),
    no(3, /\b(?:not|no|nor)\b[^.;]{0,60}\bretain|\bwithout\b[^.;]{0,20}\bretaining/),
    no(
      2.5,
      /\b(?:return|destroy|deliver|surrender|delete)\w*\b[^.;]{0,120}\b(?:all|any and all|every|whatsoever|together with)\b(?![^]{0,400}\b(?:except|may retain|however|other than|provided that)\b)/,
    ),
    no(
      2,
      /\b(?:all|any and all)\b[^.;]{0,200}\b(?:shall|will|must)(?: be)? (?:promptly |immediately )?(?:returned|destroyed|return|destroy|delivered)(?![^]{0,400}\b(?:except|may retain|however|other than)\b)/,
    ),
    no(1.5, /\b(?:certif\w+|confirm\w*)\b[^.;]{0,100}\b(?:destr|return|complied)/),
    about(
      1,
      /\b(?:return|destroy|destruction|delete|erase)\w*\b[^.;]{0,140}\b(?:confidential|information|materials?|documents?|copies|data)\b/,
    ),
    about(0.7, /\b(?:return|destroy|destruction|delete|erase)\w*\b/),
  ],
} as const satisfies Partial<Record<HypothesisCode, readonly Cue[]>>;
