'use client';

import { useQuery } from '@tanstack/react-query';
import { BuzGate } from './buz-gate';
import { walletQuery } from './queries';

/** What sending asks for beyond receiving; the frame says already what receiving asks for. */
export function TransferGate() {
  const wallet = useQuery(walletQuery()).data;
  return wallet?.canReceive && !wallet.canTransfer ? <BuzGate action="BUZ_TRANSFER" /> : null;
}
