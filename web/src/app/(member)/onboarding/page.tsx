import { OnboardingPage } from '../../../features/onboarding/onboarding-page';

type Query = Record<string, string | string[] | undefined>;

export default async function Page({ searchParams }: { searchParams: Promise<Query> }) {
  const { step } = await searchParams;
  return <OnboardingPage step={typeof step === 'string' ? step : undefined} />;
}
