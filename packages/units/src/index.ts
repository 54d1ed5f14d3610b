export * from './time.ts';
export * from './reading.ts';
