import { NewVenturePage } from '../../../../features/ventures/wizard-page';

export default function Page() {
  return <NewVenturePage />;
}
