export { coverage, mase, msis, naiveScale, smape } from './accuracy.ts';
export {
  autoregression,
  fitAutoregression,
  pathOf,
  simulate,
  type Autoregression,
} from './autoregression.ts';
export { forecast, type Forecast, type ForecastOptions } from './forecast.ts';
export { dampedTrend, linearTrend, naive, simpleSmoothing, type Forecaster } from './smoothing.ts';
export { theta } from './theta.ts';
