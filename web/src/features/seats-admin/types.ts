import type { Answer, contract } from '@smartstart/contract';

export type Seat = Answer<typeof contract.subscriptionAdmin.list>['items'][number];
export type SeatState = Seat['state'];
export type Invoice = Answer<typeof contract.subscriptionAdmin.invoices>['items'][number];
export type InvoiceDetail = Answer<typeof contract.subscriptionAdmin.invoice>;
export type Payment = Answer<typeof contract.subscriptionAdmin.payments>['items'][number];
export type Dispute = Answer<typeof contract.subscriptionAdmin.disputes>['items'][number];
export type DisputeState = Dispute['state'];
export type Hook = Answer<typeof contract.subscriptionAdmin.hooks>['items'][number];
export type HookState = Hook['state'];
export type Summary = Answer<typeof contract.subscriptionAdmin.summary>;
