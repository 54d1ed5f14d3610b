/**
 * A plain question for each kind of clause, as somebody would ask it of a contract without knowing the terms of art. The
 * kinds are those of CUAD (The Atticus Project, CC BY 4.0), whose descriptions these follow.
 */
export const clauseQuestions: Readonly<Record<string, string>> = {
  'Document Name': 'What is the name of the contract?',
  Parties: 'Who are the parties who signed the contract?',
  'Agreement Date': 'What is the date of the contract?',
  'Effective Date': 'On what date is the contract effective?',
  'Expiration Date': "On what date will the contract's initial term expire?",
  'Renewal Term':
    'What is the renewal term after the initial term expires, including automatic extensions and unilateral extensions with prior notice?',
  'Notice Period To Terminate Renewal': 'What is the notice period required to terminate renewal?',
  'Governing Law': "Which state's or country's law governs the interpretation of the contract?",
  'Most Favored Nation':
    'Is there a clause that if a third party gets better terms on the licensing or sale of technology, goods or services, the buyer shall be entitled to those better terms?',
  'Non-Compete':
    'Is there a restriction on the ability of a party to compete with the counterparty or operate in a certain geography or business or technology sector?',
  Exclusivity:
    'Is there an exclusive dealing commitment with the counterparty, such as procuring all requirements from one party or a prohibition on licensing or selling technology, goods or services to third parties?',
  'No-Solicit Of Customers':
    'Is a party restricted from contracting or soliciting customers or partners of the counterparty, during the contract or after it ends?',
  'Competitive Restriction Exception':
    'What are the exceptions or carveouts to non-compete, exclusivity and no-solicit of customers?',
  'No-Solicit Of Employees':
    'Is there a restriction on a party soliciting or hiring employees or contractors from the counterparty?',
  'Non-Disparagement': 'Is there a requirement on a party not to disparage the counterparty?',
  'Termination For Convenience':
    'Can a party terminate this contract without cause, solely by giving a notice and allowing a waiting period to expire?',
  'Rofr/Rofo/Rofn':
    'Is there a right of first refusal, right of first offer or right of first negotiation to purchase, license, market or distribute equity, technology, assets, products or services?',
  'Change Of Control':
    'Does one party have the right to terminate or is consent or notice required if the other party undergoes a change of control, such as a merger, stock sale, transfer of assets or assignment by operation of law?',
  'Anti-Assignment': 'Is consent or notice required of a party if the contract is assigned to a third party?',
  'Revenue/Profit Sharing':
    'Is one party required to share revenue or profit with the counterparty for any technology, goods or services?',
  'Price Restrictions':
    'Is there a restriction on the ability of a party to raise or reduce prices of technology, goods or services provided?',
  'Minimum Commitment':
    'Is there a minimum order size or minimum amount or units per time period that one party must buy from the counterparty?',
  'Volume Restriction':
    "Is there a fee increase or consent requirement if one party's use of the product or services exceeds a certain threshold?",
  'Ip Ownership Assignment':
    'Does intellectual property created by one party become the property of the counterparty?',
  'Joint Ip Ownership':
    'Is there a clause providing for joint or shared ownership of intellectual property between the parties?',
  'License Grant': 'Does the contract contain a license granted by one party to its counterparty?',
  'Non-Transferable License':
    'Does the contract limit the ability of a party to transfer the license being granted to a third party?',
  'Affiliate License-Licensor':
    'Does the contract contain a license grant by affiliates of the licensor or that includes intellectual property of affiliates of the licensor?',
  'Affiliate License-Licensee':
    'Does the contract contain a license grant to a licensee and the affiliates of the licensee?',
  'Unlimited/All-You-Can-Eat-License': 'Is there an enterprise, all you can eat or unlimited usage license?',
  'Irrevocable Or Perpetual License':
    'Does the contract contain a license grant that is irrevocable or perpetual?',
  'Source Code Escrow':
    'Is one party required to deposit its source code into escrow with a third party, to be released on certain events such as bankruptcy or insolvency?',
  'Post-Termination Services':
    'Is a party subject to obligations after the termination or expiration of the contract, including post-termination transition, payment, transfer of IP, wind-down or last-buy?',
  'Audit Rights':
    'Does a party have the right to audit the books, records or physical locations of the counterparty to ensure compliance with the contract?',
  'Uncapped Liability':
    "Is a party's liability uncapped upon the breach of its obligation in the contract, such as intellectual property infringement or breach of confidentiality?",
  'Cap On Liability':
    "Does the contract include a cap on liability upon the breach of a party's obligation, including a time limit for the counterparty to bring claims or a maximum amount for recovery?",
  'Liquidated Damages':
    'Does the contract contain a clause that would award either party liquidated damages for breach or a fee upon the termination of the contract?',
  'Warranty Duration':
    'What is the duration of any warranty against defects or errors in technology, products or services provided under the contract?',
  Insurance:
    'Is there a requirement for insurance that must be maintained by one party for the benefit of the counterparty?',
  'Covenant Not To Sue':
    "Is a party restricted from contesting the validity of the counterparty's ownership of intellectual property or otherwise bringing a claim against the counterparty for matters unrelated to the contract?",
  'Third Party Beneficiary':
    'Is there a non-contracting party who is a beneficiary to some or all of the clauses in the contract and can enforce its rights against a contracting party?',
};
