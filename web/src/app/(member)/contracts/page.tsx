import { ContractsPage } from '../../../features/contracts/contracts-page';

export default function Page() {
  return <ContractsPage />;
}
