'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { QueryView } from '../../components/query-view';
import { assumptionsOf, untouched } from './assumptions';
import { NoFigures } from './no-figures';
import { runwayQuery } from './queries';
import { RunwayWorkbench } from './runway-workbench';
import { StandingFrame } from './standing-frame';
import type { Standing } from './types';

const asItIs = assumptionsOf(untouched);

/** `/ventures/[id]/standing/runway`: how long the money lasts, and what would change that. */
export function RunwayPage({ ventureId }: { ventureId: string }) {
  return (
    <StandingFrame ventureId={ventureId} page="runway">
      {(standing) => <Runway standing={standing} />}
    </StandingFrame>
  );
}

function Runway({ standing }: { standing: Standing }) {
  const asked = useQuery(runwayQuery(standing.venture.id, asItIs));
  return (
    <QueryView query={asked} skeleton={<Skeleton height={480} />}>
      {({ forecast, missing }) =>
        forecast ? (
          <RunwayWorkbench standing={standing} first={forecast} />
        ) : (
          <NoFigures standing={standing} missing={missing} />
        )
      }
    </QueryView>
  );
}
