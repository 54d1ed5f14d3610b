import { Suspense } from 'react';
import { ServicesPage } from '../../../../features/opportunities/all-page';

/** The filters stand in the address, which is known in the browser only. */
export default function ServicesRoute() {
  return (
    <Suspense>
      <ServicesPage />
    </Suspense>
  );
}
