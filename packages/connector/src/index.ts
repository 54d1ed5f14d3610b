export * from './brain-pool.ts';
export * from './call-token.ts';
export * from './exchange.ts';
