import type { contract, Output } from '@smartstart/contract';

export type GuestDocument = Output<typeof contract.guests.document>;
export type Opened = Output<typeof contract.guests.open>;
export type Session = Output<typeof contract.guests.confirm>;
