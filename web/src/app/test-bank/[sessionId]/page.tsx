import { TestBankPage } from '../../../features/subscription/test-bank-page';

export default async function TestBankRoute({ params }: { params: Promise<{ sessionId: string }> }) {
  return <TestBankPage sessionId={(await params).sessionId} />;
}
