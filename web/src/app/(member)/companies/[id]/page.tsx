import { CompanyPage } from '../../../../features/teams/company-page';

export default async function CompanyRoute({ params }: { params: Promise<{ id: string }> }) {
  return <CompanyPage companyId={(await params).id} />;
}
