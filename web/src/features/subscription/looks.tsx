'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { Invoice, Payment, Subscription } from './types';

const seats: Record<Subscription['state'], string> = {
  INACTIVE: 'gray',
  TRIALING: 'blue',
  TRIAL_EXPIRED: 'gray',
  SUBSCRIBING: 'yellow',
  ACTIVE: 'green',
  PAYMENT_PENDING: 'yellow',
  GRACE: 'red',
  SUSPENDED: 'red',
  CANCELLING: 'yellow',
  CANCELLED: 'gray',
};
const invoices: Record<Invoice['state'], string> = {
  DRAFT: 'gray',
  PENDING: 'yellow',
  OVERDUE: 'red',
  PAID: 'green',
  CANCELLED: 'gray',
  REFUNDED: 'blue',
};
const payments: Record<Payment['state'], string> = {
  PENDING: 'yellow',
  PROCESSING: 'yellow',
  COMPLETED: 'green',
  FAILED: 'red',
  CANCELLED: 'gray',
  REFUNDED: 'blue',
};

export function SeatBadge({ state }: { state: Subscription['state'] }) {
  const t = useTranslations('subscription.seat.state');
  return (
    <Badge color={seats[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}

export function InvoiceBadge({ state }: { state: Invoice['state'] }) {
  const t = useTranslations('subscription.invoice.state');
  return (
    <Badge color={invoices[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}

export function PaymentBadge({ state }: { state: Payment['state'] }) {
  const t = useTranslations('subscription.payment.state');
  return (
    <Badge color={payments[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}
