import { CompaniesPage } from '../../../features/teams/companies-page';

export default function CompaniesRoute() {
  return <CompaniesPage />;
}
