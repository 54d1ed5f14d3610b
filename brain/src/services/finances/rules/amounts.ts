export {
  isCurrency,
  largestMinor,
  minorOf,
  placesOf,
  readAmount,
  spoken,
  writeAmount,
} from '@smartstart/units';
