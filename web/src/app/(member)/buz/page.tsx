import { WalletPage } from '../../../features/buz/wallet-page';

export default function WalletRoute() {
  return <WalletPage />;
}
