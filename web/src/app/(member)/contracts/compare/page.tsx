import { ComparePage } from '../../../../features/contracts/compare-page';

export default function Page() {
  return <ComparePage />;
}
