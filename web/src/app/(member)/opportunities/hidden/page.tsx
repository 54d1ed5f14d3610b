import { HiddenPage } from '../../../../features/matching/hidden-page';

export default function HiddenRoute() {
  return <HiddenPage />;
}
