/** Contracts of fictional firms, written with gaps and traps for the reader of contracts to find. */

export const recipeSecrecy = `CONFIDENTIALITY AGREEMENT

This Confidentiality Agreement (the "Agreement") is made as of November 2, 2026 (the "Effective Date") by and between Harbourside Canteens Ltd., a company organised under the laws of Nova Scotia (the "Canteen"), and Maya Okafor (the "Recipient").

1. Purpose. The Canteen will show the Recipient its kitchens and menus so that the parties can find out whether dishes with kelp can be offered there (the "Purpose").

2. Confidential Information. "Confidential Information" means any and all information of whatever kind that the Canteen discloses to the Recipient, whether or not it is marked as confidential and whether or not the Recipient knew it before.

3. Obligations. The Recipient shall hold Confidential Information in strict confidence, shall not disclose it to any third party, and shall use it solely for the Purpose. The obligations of this Section are set out further in Section 14.

4. Duration. The obligations of the Recipient under this Agreement shall continue in perpetuity and shall survive any termination of this Agreement.

5. Ideas of the Recipient. All recipes, ideas and improvements which the Recipient makes while visiting the kitchens shall belong exclusively to the Canteen, without further payment.

6. No Competition. While this Agreement is in force the Recipient shall not compete with the Canteen and shall not supply food to any other canteen in Atlantic Canada.

7. Liability. The Recipient shall indemnify the Canteen against any and all losses, without limitation, arising out of any breach of this Agreement. For each breach the Recipient shall pay liquidated damages of CAD 50,000.

8. Changes. The Canteen may amend this Agreement at any time at its sole discretion by notice to the Recipient.

IN WITNESS WHEREOF the parties have signed this Agreement.

Harbourside Canteens Ltd.                         Maya Okafor
`;

export const dryingService = `SERVICE AGREEMENT

This Service Agreement (the "Agreement") is entered into as of November 16, 2026 between Northshore Dryers Inc., a corporation existing under the laws of Canada (the "Supplier"), and Tidewater Kelp of Halifax, Nova Scotia (the "Customer").

1. Services. The Supplier shall dry and pack up to forty (40) tonnes of kelp a season at its plant in Lunenburg (the "Services").

2. Term and Renewal. This Agreement begins on January 4, 2027 and continues for three (3) years. It shall automatically renew for further periods of three (3) years unless the Customer gives notice at least one hundred eighty (180) days before the end of the current period.

3. Fees. The Customer shall pay CAD 310.00 per tonne. The Customer shall pay each invoice within ten (10) days of its date. Overdue amounts bear interest of 2.5% per month. The Supplier may increase the fees at any time by written notice.

4. Minimum Quantity. If the Customer delivers less than thirty (30) tonnes in a season, it shall pay for thirty (30) tonnes nonetheless.

5. Exclusivity. During the term the Customer shall not have kelp dried by anybody else.

6. No Warranty. The Services are provided "as is". The Supplier disclaims all warranties, express or implied.

7. Limitation of Liability. In no event shall the Supplier's aggregate liability exceed CAD 500. The Customer's liability is not limited.

8. Termination. The Supplier may terminate this Agreement for convenience on thirty (30) days' written notice. The Customer may terminate only for a material breach that is not cured within ninety (90) days.

9. Data. The Supplier may use the growth records of the Customer for any purpose, as described in Schedule C.

10. Governing Law. This Agreement is governed by the laws of the Province of Nova Scotia. Any dispute shall be settled exclusively by the courts of Halifax.

Signed for Northshore Dryers Inc.                 Signed for Tidewater Kelp
`;
