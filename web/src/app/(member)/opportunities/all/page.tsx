import { Suspense } from 'react';
import { AllPage } from '../../../../features/opportunities/all-page';

/** The filters stand in the address, which is known in the browser only. */
export default function AllOpportunitiesRoute() {
  return (
    <Suspense>
      <AllPage />
    </Suspense>
  );
}
