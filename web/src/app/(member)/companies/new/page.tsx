import { NewCompanyPage } from '../../../../features/teams/company-form';

export default function NewCompanyRoute() {
  return <NewCompanyPage />;
}
