export * from './time.ts';
export * from './reading.ts';
export * from './buz.ts';
export * from './accounts.ts';
export * from './decimal.ts';
export * from './calendar.ts';
