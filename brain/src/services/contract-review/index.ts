export { createContractReview, type ContractReview, type ContractReviewDeps } from './contract-review.ts';
export { contractReviewRoutes } from './routes.ts';
