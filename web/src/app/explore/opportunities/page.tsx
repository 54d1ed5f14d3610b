import { Suspense } from 'react';
import { PublicOpportunities } from '../../../features/opportunities/public-opportunities';

/** The filters stand in the address, which is known in the browser only. */
export default function PublicOpportunitiesRoute() {
  return (
    <Suspense>
      <PublicOpportunities />
    </Suspense>
  );
}
