import { about, no, unlike, yes, type Cue } from './inference-cue.ts';
import type { HypothesisCode } from './nda-hypotheses.ts';

/** What counts as confidential, what it may be used for, and who may see it. */
export const informationCues = {
  'nda-1': [
    yes(
      2.5,
      /\b(?:marked|labell?ed|stamped|legend(?:ed)?|designated|identified|indicated|specified|notified)\b[^.;]{0,60}\b(?:confidential|proprietary|secret|sensitive)/,
    ),
    yes(
      2,
      /\b(?:confirmed|reduced to|summari[sz]ed|identified|designated|followed up)\b(?: as such| as confidential| as proprietary|,)* (?:in|to) (?:a )?(?:writing|written|tangible)/,
    ),
    yes(
      1,
      /\b(?:marked|labell?ed|stamped|legend|designated|conspicuously|expressly identified|identified as)\b/,
    ),
    yes(
      1.5,
      /\b(?:confidential|proprietary|identified|indicated)\b[^.;]{0,60}\bat the time of (?:disclosure|its disclosure|such disclosure)/,
    ),
    no(
      3,
      /\b(?:whether or not|regardless of (?:whether|if)|irrespective of whether|even if not|not necessarily|without being|need not be|failure to (?:mark|identify|label))\b[^.;]{0,80}\b(?:marked|labell?ed|designated|identified|stamped|noted|legend|confidential|proprietary)/,
    ),
    no(
      3,
      /\b(?:reasonabl[ey]|ought(?: reasonably)? to|would|should|logically|obvious|might)\b[^.;]{0,60}\b(?:be )?(?:consider(?:ed)?|understood?|understand|regard(?:ed)?|known?|recogni[sz]ed?|treated|construed?|deemed|apparent|believed?)\b[^.;]{0,60}\b(?:confidential|proprietary|secret)/,
    ),
    no(
      2,
      /\b(?:nature of (?:the |such )?(?:information|disclosure)|circumstances (?:surrounding|of) (?:the |its |such )?disclosure|context (?:in|under) which)/,
    ),
    no(
      1,
      /"?confidential information"?[^.;]{0,40}\b(?:means|includes?|shall mean|shall include|refers to)\b[^.;]{0,40}\b(?:any|all)\b[^.;]{0,20}\binformation(?![^]{0,900}\b(?:marked|labell?ed|designated|identified|stamped))/,
    ),
    about(
      1,
      /"?(?:confidential|proprietary|evaluation) (?:information|material)"?[^.;]{0,60}\b(?:means?|includes?|shall (?:mean|include|refer)|is defined|refers)/,
    ),
    unlike(/\bnot include\b|\bcopies\b/),
  ],
  'nda-2': [
    no(
      2,
      /\b(?:business|commercial|financial|marketing|customer|client|pricing|sales|personnel|employee|economic|strateg(?:y|ic)|supplier)s?\b[^.]{0,80}\b(?:plans?|information|data|lists?|strateg|affairs|forecast|methods|practices|policies|records|opportunit)/,
    ),
    no(
      1.5,
      /"?(?:confidential|proprietary|evaluation) (?:information|material)s?"?[^.;]{0,80}\b(?:means?|includes?|shall (?:mean|include)|refers)\b[^]{0,400}\b(?:business|commercial|financial|marketing|customer|pricing|sales|personnel|plans)/,
    ),
    no(
      1,
      /\b(?:technical|scientific)\b[^.;]{0,40}\b(?:or|and|,)\b[^.;]{0,40}\b(?:business|commercial|financial|economic)/,
    ),
    yes(
      1.5,
      /\b(?:technical|scientific|engineering) (?:information|data|documentation|know-how)\b(?![^.]{0,200}\b(?:business|commercial|financial|marketing|customer))/,
    ),
    about(
      1.5,
      /"?(?:confidential|proprietary|evaluation) (?:information|material)s?"?[^.;]{0,80}\b(?:means?|includes?|shall (?:mean|include|refer)|is defined|refers|consists?)/,
    ),
    about(
      0.5,
      /\b(?:trade secrets|know-how|software|inventions|formulae?|designs|processes|customer lists)\b/,
    ),
  ],
  'nda-3': [
    yes(
      3,
      /\b(?:oral|orally|verbal|verbally|spoken|conversations?|voice|discussions)\b[^.;]{0,120}\b(?:written|writing|electronic|visual|tangible|form|disclos|communicat|furnish|convey|information)/,
    ),
    yes(
      3,
      /\b(?:written|writing|electronic|visual(?:ly)?|tangible|graphic|disclos\w+|communicat\w+|furnish\w+)\b[^.;]{0,120}\b(?:oral|orally|verbal|verbally|spoken)\b/,
    ),
    yes(
      2,
      /\b(?:in )?(?:any|whatever|every) (?:form|medium|manner|format|media)\b|\bregardless of (?:the |its )?(?:form|way|medium|manner|format)|\bhowever (?:recorded|disclosed|communicated|conveyed)/,
    ),
    yes(
      1.5,
      /\b(?:tangible or intangible|intangible)\b|\bwhether (?:or not )?(?:in )?(?:written|writing|tangible)/,
    ),
    no(
      2,
      /\b(?:only|solely) (?:in|if in|when in|such)\b[^.;]{0,40}\b(?:written|writing|tangible)|\boral(?:ly)?\b[^.;]{0,60}\b(?:shall|will) not (?:be|constitute)/,
    ),
    about(
      1,
      /"?(?:confidential|proprietary|evaluation) (?:information|material)s?"?[^.;]{0,80}\b(?:means?|includes?|shall (?:mean|include|refer)|is defined|refers)/,
    ),
  ],
  'nda-4': [
    yes(
      3,
      /\b(?:not|nor|never|neither)\b[^.;]{0,120}\b(?:use|utili[sz]e|exploit|make use)\b[^.;]{0,160}\b(?:other than|except|unless|outside|beyond|without)/,
    ),
    yes(
      3,
      /\b(?:use[ds]?|utili[sz]ed?)\b[^.;]{0,100}\b(?:only|solely|exclusively|sole purpose|no other purpose|no purpose other)/,
    ),
    yes(
      2.5,
      /\b(?:only|solely|exclusively)\b[^.;]{0,40}\b(?:for|to|in connection with|in relation to)\b[^.;]{0,40}\b(?:purposes?|evaluat|discuss|negotiat|transaction|project|business)/,
    ),
    yes(2.5, /\b(?:for any|for no|any other|no other|own) (?:other )?(?:purpose|use|benefit|reason)/),
    yes(
      2,
      /\bnot (?:to )?(?:use|exploit|utili[sz]e)\b|\bmake no (?:commercial )?use|\bshall not\b[^.;]{0,60}\buse\b/,
    ),
    no(2, /\b(?:free to use|may use)\b[^.;]{0,60}\b(?:any purpose|residual|for its own|without restriction)/),
    about(0.5, /\buse of (?:the |such |any )?(?:confidential|proprietary|evaluation)/),
  ],
  'nda-5': [
    yes(
      3,
      /\b(?:disclos|shar|provid|communicat|disseminat|reveal|divulg|distribut|releas|transmit|access|available|given|circulat)\w*\b[^.;]{0,200}\b(?:employees?|personnel|staff|officers|directors|workers|representatives|individuals within)\b/,
    ),
    yes(
      2,
      /\b(?:employees?|personnel|staff|officers|directors|representatives)\b[^.;]{0,140}\b(?:need(?:s|ing)? to know|need-to-know|having a need|require[sd]? (?:access|knowledge|the)|with a need|bound by|informed of)/,
    ),
    yes(
      1.5,
      /"?representatives"?[^.;]{0,60}\b(?:means?|shall mean|includes?|collectively)\b|\(\s*(?:collectively,? |together,? )?(?:the |its |")*"?representatives"?/,
    ),
    yes(1, /\bneed(?:s)? to know\b|\bneed-to-know\b/),
    no(
      2,
      /\bnot\b[^.;]{0,60}\b(?:disclose|communicate|reveal)\b[^.;]{0,120}\b(?:including|or to|even)\b[^.;]{0,30}\b(?:its|his|her|their|any)? ?(?:own )?employees?\b(?![^.]{0,160}\b(?:except|unless|other than|who do not))/,
    ),
    no(
      1,
      /\bnot\b[^.;]{0,60}\bdisclose\b[^.;]{0,80}\b(?:any(?:one| person| other person|body))\b(?![^.]{0,200}\b(?:except|other than|employees?|representatives))/,
    ),
  ],
  'nda-7': [
    yes(
      3,
      /\b(?:disclos|shar|provid|communicat|disseminat|reveal|divulg|distribut|releas|transmit|access|available|given|except|other than|only to)\w*\b[^.;]{0,220}\b(?:consultants?|advis[eo]rs?|agents?|attorneys?|accountants?|counsel|lawyers?|contractors?|subcontractors?|affiliates?|subsidiar|representatives|lenders|financ|auditors?|licensees|professionals?|partners)\b/,
    ),
    yes(
      3,
      /\b(?:except|other than|unless|provided|may|only|limited)\b[^.;]{0,120}\b(?:consultants?|advis[eo]rs?|agents?|attorneys?|accountants?|counsel|contractors?|subcontractors?|affiliates?|representatives)\b/,
    ),
    yes(
      2,
      /"?representatives"?[^.;]{0,60}\b(?:means?|shall mean|includes?|collectively)\b|\(\s*(?:collectively,? |together,? )?(?:the |its |")*"?representatives"?/,
    ),
    yes(
      1.5,
      /\b(?:consultants?|advis[eo]rs?|agents?|contractors?|affiliates?)\b[^.;]{0,140}\b(?:need(?:s|ing)? to know|need-to-know|having a need|require|with a need|bound by|informed of)/,
    ),
    no(
      3,
      /\b(?:not|nor|never|neither|no)\b[^.;]{0,140}\b(?:disclos|reveal|divulg|communicat|transfer|provid|disseminat|releas|publish|available)\w*\b[^.;]{0,140}\b(?:third[- ]part|third persons?|other (?:person|part|entit)|any (?:person|entity|one|other)|anyone|others|outside)(?![^]{0,300}\b(?:consultants?|advis[eo]rs?|agents?|attorneys?|contractors?|affiliates?|representatives)\b)/,
    ),
    no(
      1.5,
      /\b(?:third[- ]part(?:y|ies)|any person|anyone|others)\b[^.;]{0,120}\bwithout\b[^.;]{0,60}\b(?:consent|approval|authori[sz]ation|permission|assent)/,
    ),
    no(
      1.5,
      /\b(?:only|restrict\w*|limit\w*|solely|except|other than)\b[^.;]{0,60}\b(?:employees|personnel|staff|employed)\b(?![^]{0,160}\b(?:agents?|consultants?|advis|representatives|contractors?|affiliates?))/,
    ),
    about(1, /\bthird[- ]part(?:y|ies)\b/),
    unlike(
      /\b(?:solicit|hire|recruit|third[- ]party beneficiar|rights of third parties|required by law|legally required|court)/,
    ),
    unlike(/\b(?:from|by) (?:a |any )?third[- ]part/),
  ],
} as const satisfies Partial<Record<HypothesisCode, readonly Cue[]>>;
