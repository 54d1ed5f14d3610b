export { createModels, modelsDir, type Champion, type Models } from './models.ts';
