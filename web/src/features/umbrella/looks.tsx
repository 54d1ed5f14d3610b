'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMoneyFormat } from '../../lib/use-money-format';
import type { Invitation, PaymentState, RelationshipState } from './types';

const relationshipColour: Record<RelationshipState, string> = {
  PENDING_AGREEMENT: 'orange',
  ACTIVE: 'green',
  SUSPENDED: 'red',
  EXPIRED: 'orange',
  TERMINATED: 'gray',
};
const paymentColour: Record<PaymentState, string> = {
  PENDING: 'gray',
  CALCULATED: 'blue',
  APPROVED: 'cyan',
  PAID: 'green',
  FAILED: 'red',
  DISPUTED: 'orange',
};
const invitationColour: Record<Invitation['state'], string> = {
  PENDING: 'orange',
  ACCEPTED: 'green',
  DECLINED: 'red',
  CANCELLED: 'gray',
  EXPIRED: 'gray',
};

export function RelationshipBadge({ state }: { state: RelationshipState }) {
  const t = useTranslations('umbrella.state');
  return (
    <Badge color={relationshipColour[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}

export function PaymentBadge({ state }: { state: PaymentState }) {
  const t = useTranslations('umbrella.paymentState');
  return (
    <Badge color={paymentColour[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}

export function InvitationBadge({ state }: { state: Invitation['state'] }) {
  const t = useTranslations('umbrella.invitationState');
  return (
    <Badge variant="dot" color={invitationColour[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}

/** `1.0` as 1.0 %: rates go in steps of a tenth, so the place is always shown. */
export function useRate(): (ratePercent: string) => string {
  const { locale } = useMoneyFormat();
  const style = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return (ratePercent) => style.format(Number(ratePercent) / 100);
}
