import type { Answer, contract } from '@smartstart/contract';

export type Subscription = Answer<typeof contract.subscriptions.get>;
export type Quote = NonNullable<Subscription['next']>;
export type Method = Answer<typeof contract.subscriptions.methods>['items'][number];
export type Address = NonNullable<Subscription['address']>;
export type Visit = Answer<typeof contract.subscriptions.visit>;
export type Invoice = Answer<typeof contract.invoices.list>['items'][number];
export type InvoiceDetail = Answer<typeof contract.invoices.get>;
export type Payment = InvoiceDetail['payments'][number];
export type Way = InvoiceDetail['payable'][number];
