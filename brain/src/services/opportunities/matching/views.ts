import type { matchingWire } from '@smartstart/contract';
import type { Components } from '../../../engines/matching/index.ts';
import type { Db } from '../../../kernel/db.ts';
import { gateFor } from '../record/viewer.ts';
import { opportunityViews } from '../record/views.ts';
import type { Viewer } from '../record/visibility-store.ts';
import type { Candidate } from './candidates.ts';
import type { Fit } from './fits.ts';
import type { Ground } from './ground.ts';
import type { MatchRow } from './match-store.ts';
import { rounded, type MatchState } from './rules.ts';
import * as words from './words.ts';

/** Scores with their reasons, as they leave the server. */

type Wire<K extends 'match' | 'candidate'> = (typeof matchingWire)[K]['_zod']['input'];

/** Matches as their person sees them; details of an opportunity stay behind its papers. */
export async function matchViews(
  ground: Ground,
  db: Db,
  viewer: Viewer,
  matches: readonly { readonly row: MatchRow; readonly fit: Fit }[],
): Promise<Wire<'match'>[]> {
  const rows = matches.map(({ fit }) => fit.posted.row);
  const cards = await opportunityViews(ground.posting, db, viewer, rows);
  const gates = await Promise.all(rows.map((row) => gateFor(ground.posting, db, viewer, row)));
  return matches.map(({ row, fit }, at) => ({
    id: row.id,
    state: row.state as MatchState,
    opportunity: cards[at]!,
    ...fitView(fit),
    papers: { open: gates[at]!.open, missing: gates[at]!.missingPapers.map(({ code }) => code) },
    liked: row.liked,
    hiddenReason: row.hidden_reason,
    suggestedAt: row.suggested_at.toISOString(),
    viewedAt: row.viewed_at?.toISOString() ?? null,
  }));
}

function fitView({ match, both, like, posted, person }: Fit) {
  const wish = words.wishReason('PERSON', person, posted.opportunity, both.wish);
  return {
    score: rounded(match.score),
    wish: rounded(both.wish),
    components: roundedAll(match.components),
    reasons: [
      ...words.reasonsFor('PERSON', match),
      ...(wish ? [wish] : []),
      ...(like ? [words.likedReason(like.title)] : []),
    ],
    missing: words.missingFor('PERSON', both.missing),
  };
}

/** Somebody as the creator side sees them: no more than their profile shows. */
export function candidateView(candidate: Candidate): Wire<'candidate'> {
  const { known, match, both, opportunity } = candidate;
  const { profile, person } = known;
  const wish = candidate.applicationId
    ? { about: 'wish' as const, text: 'Has applied.' }
    : words.wishReason('CREATOR', person, opportunity, both.wish);
  return {
    userId: profile.id,
    name: profile.name,
    slug: profile.slug,
    headline: profile.headline,
    location: profile.location,
    skills: profile.showSkills ? profile.skills.map(({ name, level }) => ({ name, level })) : [],
    value: rounded(candidate.value),
    score: rounded(match.score),
    wish: rounded(both.wish),
    components: roundedAll(words.coarse(match.components)),
    reasons: [...words.reasonsFor('CREATOR', match), ...(wish ? [wish] : [])],
    missing: words.missingFor('CREATOR', candidate.applicationId ? match.missing : both.missing),
    papersOpen: candidate.papersOpen,
    applicationId: candidate.applicationId,
    invited: candidate.invited,
  };
}

export function roundedAll(values: Components): Components {
  return {
    skills: rounded(values.skills),
    experience: rounded(values.experience),
    availability: rounded(values.availability),
    location: rounded(values.location),
    interests: rounded(values.interests),
  };
}
