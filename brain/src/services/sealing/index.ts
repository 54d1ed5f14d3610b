export type { Evidence } from '@smartstart/verify';
export { SealingError, type SealingProblem } from './problems.ts';
export { createSealing, type Sealing } from './sealing.ts';
export type { SealCertificate, Sealed, SealFacts, SealRequest } from './request.ts';
export { rotateSeal } from './rotation.ts';
