import { Suspense } from 'react';
import { ReturnPage } from '../../../../features/subscription/return-page';

export default function ReturnRoute() {
  return (
    <Suspense>
      <ReturnPage />
    </Suspense>
  );
}
