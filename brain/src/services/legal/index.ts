export type { Origin, People, StepUpLookup } from './ground.ts';
export { createLegal, type Legal } from './legal.ts';
export type { PaperNeed, Paperwork } from './papers.ts';
export { legalRoutes } from './routes.ts';
