import type { ConceptMeasure } from './playbook-concept.ts';

// Written by `npm run train -- playbooks`, measured on CUAD v1 (CC BY 4.0, 8d2de4e11736fbfb) and ContractNLI (CC BY 4.0, 20d3b8ff703192ec).
export const measures: Readonly<Record<string, ConceptMeasure>> = {
  "governing-law": {
    "whenFound": 0.984,
    "whenNotFound": 0.877,
    "contracts": 369,
    "recall": 0.981,
    "data": "CUAD v1"
  },
  "end-without-cause": {
    "whenFound": 0.522,
    "whenNotFound": 0.883,
    "contracts": 369,
    "recall": 0.881,
    "data": "CUAD v1"
  },
  "assignment": {
    "whenFound": 0.973,
    "whenNotFound": 0.797,
    "contracts": 369,
    "recall": 0.915,
    "data": "CUAD v1"
  },
  "liability-cap": {
    "whenFound": 0.879,
    "whenNotFound": 0.817,
    "contracts": 369,
    "recall": 0.848,
    "data": "CUAD v1"
  },
  "non-compete": {
    "whenFound": 0.687,
    "whenNotFound": 0.846,
    "contracts": 369,
    "recall": 0.495,
    "data": "CUAD v1"
  },
  "no-poaching": {
    "whenFound": 0.8,
    "whenNotFound": 0.939,
    "contracts": 50,
    "recall": 0.6,
    "data": "ContractNLI"
  },
  "exclusivity": {
    "whenFound": 0.55,
    "whenNotFound": 0.883,
    "contracts": 369,
    "recall": 0.853,
    "data": "CUAD v1"
  },
  "no-disparagement": {
    "whenFound": 0.667,
    "whenNotFound": 0.974,
    "contracts": 369,
    "recall": 0.704,
    "data": "CUAD v1"
  },
  "automatic-renewal": {
    "whenFound": 0.888,
    "whenNotFound": 0.833,
    "contracts": 369,
    "recall": 0.656,
    "data": "CUAD v1"
  },
  "change-of-control": {
    "whenFound": 0.581,
    "whenNotFound": 0.899,
    "contracts": 369,
    "recall": 0.698,
    "data": "CUAD v1"
  },
  "insurance": {
    "whenFound": 0.938,
    "whenNotFound": 0.931,
    "contracts": 369,
    "recall": 0.86,
    "data": "CUAD v1"
  },
  "audit": {
    "whenFound": 0.797,
    "whenNotFound": 0.902,
    "contracts": 369,
    "recall": 0.862,
    "data": "CUAD v1"
  },
  "agreed-damages": {
    "whenFound": 0.889,
    "whenNotFound": 0.934,
    "contracts": 369,
    "recall": 0.511,
    "data": "CUAD v1"
  },
  "spoken-information": {
    "whenFound": 0.778,
    "whenNotFound": 0.722,
    "contracts": 50,
    "recall": 0.871,
    "data": "ContractNLI"
  },
  "purpose-only": {
    "whenFound": 0.971,
    "whenNotFound": 0.25,
    "contracts": 50,
    "recall": 0.696,
    "data": "ContractNLI"
  },
  "need-to-know": {
    "whenFound": 0.931,
    "whenNotFound": 0.48,
    "contracts": 50,
    "recall": 0.684,
    "data": "ContractNLI"
  },
  "required-by-law": {
    "whenFound": 0.84,
    "whenNotFound": 0.655,
    "contracts": 50,
    "recall": 0.69,
    "data": "ContractNLI"
  },
  "return-or-destroy": {
    "whenFound": 0.459,
    "whenNotFound": 0.706,
    "contracts": 50,
    "recall": 0.8,
    "data": "ContractNLI"
  },
  "keep-copies": {
    "whenFound": 0.364,
    "whenNotFound": 0.86,
    "contracts": 50,
    "recall": 0.375,
    "data": "ContractNLI"
  },
  "no-licence": {
    "whenFound": 0.973,
    "whenNotFound": 0.353,
    "contracts": 50,
    "recall": 0.778,
    "data": "ContractNLI"
  },
  "independent-work": {
    "whenFound": 0.87,
    "whenNotFound": 0.71,
    "contracts": 50,
    "recall": 0.704,
    "data": "ContractNLI"
  },
  "no-reverse-engineering": {
    "whenFound": 0.875,
    "whenNotFound": 0.935,
    "contracts": 50,
    "recall": 0.75,
    "data": "ContractNLI"
  },
  "secret-agreement": {
    "whenFound": 0.727,
    "whenNotFound": 0.884,
    "contracts": 50,
    "recall": 0.636,
    "data": "ContractNLI"
  },
  "ip-assignment": {
    "whenFound": 0.708,
    "whenNotFound": 0.944,
    "contracts": 369,
    "recall": 0.841,
    "data": "CUAD v1"
  },
  "licence-back": {
    "whenFound": 0.919,
    "whenNotFound": 0.822,
    "contracts": 369,
    "recall": 0.798,
    "data": "CUAD v1"
  },
  "best-terms": {
    "whenFound": 0.538,
    "whenNotFound": 0.956,
    "contracts": 369,
    "recall": 0.286,
    "data": "CUAD v1"
  }
};
