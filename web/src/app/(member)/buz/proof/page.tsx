import { ProofPage } from '../../../../features/buz/proof-page';

export default function ProofRoute() {
  return <ProofPage />;
}
